import { closeSync, openSync, readSync } from "node:fs";

const chunkBytes = 1 << 20;
/** Characters of one row at most: a longer one has a quote that nobody closed. */
const longestRow = 1 << 24;

/**
 * The rows of a CSV file by RFC 4180, one at a time: quoted fields may hold commas, line breaks and doubled quotes. A byte order mark,
 * CRLF and empty lines are no part of them. Memory is bounded by the longest row.
 * @throws when a quoted field never ends
 */
export function* readCsv(path: string): Generator<string[]> {
  const file = openSync(path, "r");
  try {
    const decoder = new TextDecoder("utf-8");
    const bytes = new Uint8Array(chunkBytes);
    let text = "";
    for (let rowsBefore = 0, ended = false; !ended; ) {
      const read = readSync(file, bytes, 0, chunkBytes, null);
      ended = read === 0;
      text += ended ? decoder.decode() : decoder.decode(bytes.subarray(0, read), { stream: true });
      let at = 0;
      for (let row = rowAt(text, at, ended); row; row = rowAt(text, at, ended)) {
        at = row.end;
        if (row.fields.length === 1 && row.fields[0] === "") continue;
        rowsBefore += 1;
        yield row.fields;
      }
      text = text.slice(at);
      if (text !== "" && (ended || text.length > longestRow))
        throw new Error(`the quoted field that begins in row ${rowsBefore + 1} never ends; close it with a quote`);
    }
  } finally {
    closeSync(file);
  }
}

/** The row that begins at a place; null where its end has not been read yet, or where nothing is left. */
function rowAt(text: string, from: number, ended: boolean): { fields: string[]; end: number } | null {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    if (at >= text.length && (!ended || fields.length === 0)) return null;
    const close = text[at] === '"' ? endOfQuote(text, at, ended) : at;
    if (close === -1) return null;
    const end = endOfField(text, close);
    if (end === text.length && !ended) return null;
    const bare = text.slice(close, end).replace(/\r$/, "");
    fields.push(close > at ? text.slice(at + 1, close - 1).replaceAll('""', '"') + bare : bare);
    at = end + 1;
    if (text[end] !== ",") return { fields, end: Math.min(at, text.length) };
  }
}

/** Behind the quote that closes; -1 where it has not been read. */
function endOfQuote(text: string, from: number, ended: boolean): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (at + 1 === text.length) return ended ? at + 1 : -1;
    if (text[at + 1] !== '"') return at + 1;
  }
  return -1;
}

function endOfField(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "," && text[at] !== "\n") at += 1;
  return at;
}
