import { readFileSync } from "node:fs";

/** A line of a log whose true group somebody wrote down. */
export interface TrueLine {
  content: string;
  eventId: string;
}

/** Reads a CSV with the columns Content and EventId; null for a file without them. */
export function readStructured(path: string): TrueLine[] | null {
  const [head, ...rows] = readCsv(readFileSync(path, "utf8"));
  const content = head?.indexOf("Content") ?? -1;
  const eventId = head?.indexOf("EventId") ?? -1;
  if (content < 0 || eventId < 0) return null;
  return rows
    .filter((row) => row.length > Math.max(content, eventId))
    .map((row) => ({ content: row[content] as string, eventId: row[eventId] as string }));
}

/** Fields by RFC 4180: quoted ones may hold commas, line breaks and doubled quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] !== ",") {
      if (row.length > 1 || row[0] !== "") rows.push(row);
      row = [];
      if (field.lastIndex >= text.length) break;
    }
  }
  return rows;
}
