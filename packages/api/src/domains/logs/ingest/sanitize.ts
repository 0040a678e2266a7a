import type { JsonValue } from "../store/json-value.ts";
import { intakeLimits } from "./intake-limits.ts";
import type { IntakeNotes } from "./intake-notes.ts";
import type { Preparing } from "./prepare-batch.ts";
import { redactWithin } from "./redact-within.ts";

/** What Postgres cannot hold is replaced by U+FFFD: a NUL, or half of a character. */
export function storable(text: string, notes: IntakeNotes): string {
  if (!text.includes("\u0000") && text.isWellFormed()) return text;
  notes.change("texts held a NUL or half of a character; U+FFFD stands for it");
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}

/** A text that is too long is cut, and says so itself. */
export function shortened(text: string, limit: number, notes: IntakeNotes): string {
  if (text.length <= limit) return text;
  return cut(text.slice(0, limit).toWellFormed(), text.length - limit, limit, notes);
}

/** What is left of a text that was cut, with what was lost said in it. */
export function cut(kept: string, lost: number, limit: number, notes: IntakeNotes): string {
  notes.change(`texts were longer than ${limit.toLocaleString("en")} characters and were cut`);
  return `${kept}… (cut: ${lost} more characters)`;
}

type Cleaning = Pick<Preparing, "notes" | "redaction" | "counts">;

/** A value as it can be stored; the same one when nothing is to be changed. Only what is cut is redacted here: before it is cut. */
export function storableValue(value: JsonValue, cleaning: Cleaning): JsonValue {
  if (typeof value === "string") return storableText(value, cleaning);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((inner) => storableValue(inner, cleaning));
  const copy: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value))
    copy.push([storableName(name, cleaning), storableValue(inner, cleaning)]);
  return Object.fromEntries(copy);
}

function storableText(given: string, cleaning: Cleaning): string {
  const clean = storable(given, cleaning.notes);
  if (clean.length <= intakeLimits.textLength) return clean;
  const { text, lost } = redactWithin(clean, intakeLimits.textLength, cleaning);
  return lost === 0 ? text : cut(text, lost, intakeLimits.textLength, cleaning.notes);
}

/** A name as it can be stored; one that is cut is redacted before. */
export function storableName(given: string, cleaning: Cleaning): string {
  const name = storable(given, cleaning.notes);
  return name.length <= intakeLimits.nameLength ? name : redactWithin(name, intakeLimits.nameLength, cleaning).text;
}
