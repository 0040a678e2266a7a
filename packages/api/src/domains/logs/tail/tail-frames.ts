import { lineJson } from "../query/line-json.ts";
import type { LogLine } from "../query/log-line.ts";
import type { LogTailBatch } from "./tail-queue.ts";

const written = new WeakMap<readonly LogLine[], Buffer>();

/**
 * One batch as server-sent events, in pieces that belong together: `skipped` where something was left out, then one `entry` each; the
 * last has the cursor as id. The entries are one piece, the same bytes for everybody who is told the same list.
 */
export function tailFrames({ cursor, skipped, entries }: LogTailBatch): Buffer[] {
  const gap = skipped > 0 ? [Buffer.from(`event: skipped\ndata: {"skipped":${skipped}}\n\n`)] : [];
  // The id alone moves the client's Last-Event-ID on, also when there is nothing to tell.
  if (entries.length === 0) return [...gap, Buffer.from(`id: ${cursor}\nevent: quiet\ndata: {}\n\n`)];
  return [...gap, entryFrames(entries), Buffer.from(`id: ${cursor}\n\n`)];
}

/** Without the end of the last one, to which the cursor belongs. */
function entryFrames(entries: readonly LogLine[]): Buffer {
  const known = written.get(entries);
  if (known) return known;
  const text = entries.map((line) => `event: entry\ndata: ${lineJson(line)}\n`).join("\n");
  const bytes = Buffer.from(text);
  written.set(entries, bytes);
  return bytes;
}
