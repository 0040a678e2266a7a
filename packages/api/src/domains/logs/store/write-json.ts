import type { JsonValue } from "./json-value.ts";

/** JSON text; a bigint becomes its digits, which jsonb keeps exactly. */
export function writeJson(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Only a bigint makes stringify throw here; looking for one in every value would cost more than this does now and then.
    return writeExactly(value);
  }
}

function writeExactly(value: JsonValue): string {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeExactly).join(",")}]`;
  const members = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${writeExactly(inner)}`);
  return `{${members.join(",")}}`;
}
