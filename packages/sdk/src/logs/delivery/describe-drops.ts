import type { LogRecord } from "../log-record.ts";
import type { DropCounts } from "./entry-buffer.ts";

/** The entry that tells how many are missing before it. */
export function describeDrops(counts: DropCounts, time: number): LogRecord {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const noun = total === 1 ? "log entry was" : "log entries were";
  return {
    time,
    severity: 13,
    severityText: "warn",
    body: `${total} ${noun} lost before this one: the logger's buffer was full, or the server refused them.`,
    attributes: {
      "plumbline.dropped.count": total,
      ...Object.fromEntries(Object.entries(counts).map(([level, count]) => [`plumbline.dropped.${level}`, count])),
    },
  };
}
