import { intakeLimits } from "../ingest/intake-limits.ts";
import { RefusedEntry } from "../ingest/intake-notes.ts";
import type { JsonValue } from "../store/json-value.ts";

/** How many values an entry may still have. */
export interface ValueBudget {
  left: number;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a message holds under a name that stands for a list; without it, or with null, nothing. @throws RefusedEntry when it is none */
function listOf(list: unknown, name: string): unknown[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new RefusedEntry(`${name} that are no list`);
  return list;
}

/** `AnyValue` in JSON. @throws RefusedEntry when it is too deep, too much, or no value */
export function readJsonValue(value: unknown, budget: ValueBudget, depth: number): JsonValue {
  if (depth > intakeLimits.depth) throw new RefusedEntry(`values lie more than ${intakeLimits.depth} deep`);
  budget.left -= 1;
  if (budget.left < 0) throw new RefusedEntry(`more than ${intakeLimits.values} values`);
  if (!isObject(value)) throw new RefusedEntry("a value that is no AnyValue");
  if (typeof value.stringValue === "string") return value.stringValue;
  if (typeof value.boolValue === "boolean") return value.boolValue;
  if (value.intValue !== undefined) return integerOf(value.intValue);
  if (value.doubleValue !== undefined) return doubleOf(value.doubleValue);
  if (typeof value.bytesValue === "string") return value.bytesValue;
  if (isObject(value.arrayValue))
    return listOf(value.arrayValue.values, "values").map((inner) => readJsonValue(inner, budget, depth + 1));
  if (isObject(value.kvlistValue)) return readJsonAttributes(value.kvlistValue.values, budget, depth + 1, "values");
  return null;
}

/** A list of `KeyValue`. @throws RefusedEntry when it is no list, or one of them cannot be read */
export function readJsonAttributes(
  list: unknown,
  budget: ValueBudget,
  depth = 1,
  name = "attributes",
): Record<string, JsonValue> {
  const attributes: Record<string, JsonValue> = {};
  for (const pair of listOf(list, name)) {
    if (!isObject(pair) || typeof pair.key !== "string") throw new RefusedEntry("an attribute without a key");
    const value = pair.value === undefined || pair.value === null ? null : readJsonValue(pair.value, budget, depth);
    if (pair.key === "__proto__")
      Object.defineProperty(attributes, pair.key, { value, enumerable: true, configurable: true, writable: true });
    else attributes[pair.key] = value;
  }
  return attributes;
}

function integerOf(value: unknown): JsonValue {
  if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) return value;
  if (typeof value !== "string" || !/^-?\d{1,19}$/.test(value))
    throw new RefusedEntry("an intValue that is no integer");
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function doubleOf(value: unknown): JsonValue {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return value;
  const number = typeof value === "string" ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return number;
  throw new RefusedEntry("a doubleValue that is no number");
}
