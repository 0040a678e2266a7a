import type { WhereDraft } from "./rule-draft.ts";

// A version such as 007 is text even where it looks like a number with a leading zero.
const numberForm = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const quotedForm = /^"(?:[^"\\]|\\.)*"$/;
const itemForm = /"(?:[^"\\]|\\.)*"|[^,]+/g;

/** The value of a comparison in the type that its operator takes. Quotes make text of what else is a number or true or false. */
export function typedValue({ op, value }: Pick<WhereDraft, "op" | "value">): unknown {
  if (op === "in" || op === "notIn") return items(value).map((each) => read(each, false));
  if (["gt", "gte", "lt", "lte"].includes(op)) return value.trim() === "" ? null : Number(value);
  if (op === "exists") return value !== "false";
  if (op === "eq" || op === "ne") return read(value, true);
  return value;
}

/** How the editor shows a value, so that {@link typedValue} reads the same out of it. */
export function valueText({ op, value }: { op: string; value: unknown }): string {
  if (Array.isArray(value)) return value.map((each) => shown(each, false)).join(", ");
  return op === "eq" || op === "ne" ? shown(value, true) : String(value);
}

function items(text: string): string[] {
  return (text.match(itemForm) ?? []).map((each) => each.trim()).filter(Boolean);
}

function read(text: string, alone: boolean): unknown {
  if (quotedForm.test(text)) return unquoted(text);
  if (alone && (text === "true" || text === "false")) return text === "true";
  return numberForm.test(text) ? Number(text) : text;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

function shown(value: unknown, alone: boolean): string {
  if (typeof value !== "string") return String(value);
  const parts = alone ? [value] : items(value);
  const plain = parts.length === 1 && parts[0] === value && read(value, alone) === value;
  return plain ? value : JSON.stringify(value);
}
