import type { JsonValue } from "../store/json-value.ts";
import { intakeLimits } from "./intake-limits.ts";
import type { IntakeNotes } from "./intake-notes.ts";

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

/** A value as it can be stored; the same one when nothing is to be changed. */
export function storableValue(value: JsonValue, notes: IntakeNotes): JsonValue {
  if (typeof value === "string") return shortened(storable(value, notes), intakeLimits.textLength, notes);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((inner) => storableValue(inner, notes));
  const copy: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value))
    copy.push([storableName(name, notes), storableValue(inner, notes)]);
  return Object.fromEntries(copy);
}

export function storableName(name: string, notes: IntakeNotes): string {
  const text = storable(name, notes);
  return text.length <= intakeLimits.nameLength ? text : text.slice(0, intakeLimits.nameLength).toWellFormed();
}
