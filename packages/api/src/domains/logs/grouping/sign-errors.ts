import { setImmediate } from "node:timers/promises";
import type { NewLogEntry } from "../store/log-entry.ts";
import { isError, signError } from "./sign-error.ts";

/** Milliseconds after which everybody else has a turn: a signature takes about 20 µs, one with a long stack trace 0.5 ms. */
const turnMs = 10;

/** Entries with their signatures where they are errors; most batches have none and are handed back as they are. */
export async function signErrors(
  workspaceId: string,
  entries: NewLogEntry[],
): Promise<{ entries: NewLogEntry[]; errors: number }> {
  const errors = entries.filter(isError).length;
  if (errors === 0) return { entries, errors };
  const signed: NewLogEntry[] = [];
  let turnEnds = performance.now() + turnMs;
  for (const entry of entries) {
    const groupId = signError(workspaceId, entry);
    signed.push(groupId === null ? entry : { ...entry, groupId });
    if (groupId === null || performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + turnMs;
  }
  return { entries: signed, errors };
}
