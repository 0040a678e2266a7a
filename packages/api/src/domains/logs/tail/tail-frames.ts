import { lineJson } from "../query/line-json.ts";
import type { LogTailBatch } from "./tail-queue.ts";

/** One batch as server-sent events: `skipped` where something was left out, then one `entry` each; the last has the cursor as id. */
export function tailFrames({ cursor, skipped, entries }: LogTailBatch): string {
  const gap = skipped > 0 ? `event: skipped\ndata: {"skipped":${skipped}}\n\n` : "";
  // The id alone moves the client's Last-Event-ID on, also when there is nothing to tell.
  if (entries.length === 0) return `${gap}id: ${cursor}\nevent: quiet\ndata: {}\n\n`;
  const lines = entries.map(
    (line, index) =>
      `${index === entries.length - 1 ? `id: ${cursor}\n` : ""}event: entry\ndata: ${lineJson(line)}\n\n`,
  );
  return gap + lines.join("");
}
