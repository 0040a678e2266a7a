import type { JsonObject, JsonValue } from "../store/json-value.ts";

/**
 * A value as it is given to others: a whole number beyond ±(2^53 − 1) as text, the way OTLP's JSON writes 64-bit integers, because
 * most readers of JSON round such numbers without a word. The same value where there is none.
 */
export function sayExactly<Value extends JsonValue | JsonObject>(value: Value): Value {
  return (holdsBigint(value) ? asText(value) : value) as Value;
}

function holdsBigint(value: JsonValue): boolean {
  if (typeof value === "bigint") return true;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsBigint);
  const members = value as JsonObject;
  for (const name in members) if (holdsBigint(members[name] as JsonValue)) return true;
  return false;
}

function asText(value: JsonValue): JsonValue {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(asText);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
}
