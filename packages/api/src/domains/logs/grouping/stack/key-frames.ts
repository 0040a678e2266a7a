import type { StackTrace } from "./frame.ts";
import { normaliseFrame } from "./normalise-frame.ts";

/** Frames that tell two errors apart. More would part the same error by who called. */
const mostFrames = 3;

/** The calls nearest to where it was thrown: the application's own, or any where none is. */
export function keyFrames({ frames }: StackTrace): string[] {
  const own = frames.filter((frame) => frame.own);
  const chosen = own.length > 0 ? own : frames;
  const names = chosen.map(normaliseFrame).filter((name) => name !== "");
  // A recursion's depth is no difference.
  return names.filter((name, at) => name !== names[at - 1]).slice(0, mostFrames);
}
