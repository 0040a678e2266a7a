import { isUtf8 } from "node:buffer";
import { InvalidInputError } from "../../../service/errors.ts";
import type { IncomingEntry } from "../ingest/incoming-entry.ts";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { type IntakeNotes, RefusedEntry } from "../ingest/intake-notes.ts";
import { tooMany } from "../otlp/too-many.ts";
import { parseExactly } from "../store/parse-exactly.ts";
import { plainSources } from "./plain-sources.ts";
import { readPlainEntry } from "./read-plain-entry.ts";

/**
 * One JSON object per line. A line that is none is refused with its number; the others are taken.
 * @throws InvalidInputError when it has lines and none of them is an entry: nothing was sent that is meant for this door
 */
export function readNdjson(body: Buffer, notes: IntakeNotes): IncomingEntry[] {
  const text = body.toString("utf8");
  if (text.includes("\ufffd") && !isUtf8(body))
    notes.change("request was not valid UTF-8; U+FFFD stands for what could not be read");
  const sourceFor = plainSources();
  const entries: IncomingEntry[] = [];
  let number = 0;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf("\n", from);
    const end = found < 0 ? text.length : found;
    const line = text.slice(from, end).trim();
    from = end + 1;
    number += 1;
    if (line === "") continue;
    if (entries.length + notes.rejected >= intakeLimits.entries) throw tooMany("entries", intakeLimits.entries);
    const entry = readLine(line, number, notes, sourceFor);
    if (entry) entries.push(entry);
  }
  if (entries.length === 0 && notes.rejected > 0) throw nothingRead(notes);
  return entries;
}

function nothingRead(notes: IntakeNotes): InvalidInputError {
  return new InvalidInputError(
    [{ path: ["body"], message: `No line of it is a log entry, and nothing was stored. ${notes.message()}` }],
    'Send one JSON object per line: {"level":"info","message":"Cart opened"}.',
  );
}

function readLine(
  line: string,
  number: number,
  notes: IntakeNotes,
  sourceFor: ReturnType<typeof plainSources>,
): IncomingEntry | null {
  try {
    return readPlainEntry(parseExactly(line), sourceFor);
  } catch (error) {
    if (error instanceof SyntaxError) notes.reject(`not valid JSON (line ${number})`);
    else if (error instanceof RefusedEntry) notes.reject(`${error.message} (line ${number})`);
    else throw error;
    return null;
  }
}
