import { readCsv } from "./read-csv.ts";

/** A line of a log whose true group somebody wrote down. */
export interface TrueLine {
  content: string;
  eventId: string;
}

const wanted = ["Content", "EventId"] as const;

/** Why a file has no lines that can be measured. */
export class NotStructured extends Error {}

/**
 * The lines of a CSV with the columns Content and EventId, one at a time.
 * @throws NotStructured when a column is missing, or nothing stands below them
 */
export function* readStructured(path: string): Generator<TrueLine> {
  const rows = readCsv(path);
  const head = rows.next().value?.map((name: string) => name.trim().toLowerCase()) as string[] | undefined;
  if (!head) throw new NotStructured("it is empty");
  const missing = wanted.filter((name) => !head.includes(name.toLowerCase()));
  if (missing.length > 0) throw new NotStructured(`it has no column ${missing.join(" and ")}`);
  const [content, eventId] = wanted.map((name) => head.indexOf(name.toLowerCase())) as [number, number];
  let lines = 0;
  for (const row of rows) {
    if (row.length <= Math.max(content, eventId)) continue;
    lines += 1;
    yield { content: row[content] as string, eventId: row[eventId] as string };
  }
  if (lines === 0) throw new NotStructured("it has no line below its head");
}
