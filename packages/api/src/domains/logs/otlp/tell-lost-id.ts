import type { IntakeNotes } from "../ingest/intake-notes.ts";

/** Tells that an entry is stored without the id that was sent with it. @param bytes of one that is right */
export function tellLostId(notes: IntakeNotes, name: "trace" | "span", bytes: number): void {
  notes.change(
    `${name} ids (${name}Id) were not ${bytes} bytes, ${2 * bytes} hexadecimal digits in JSON; the entries were stored without them`,
  );
}
