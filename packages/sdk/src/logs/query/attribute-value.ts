import { attributeOf } from "./log-fields.ts";

/** What attributes are: an object of any JSON. */
export type LogAttributes = Readonly<Record<string, unknown>>;

/**
 * The value of an attribute: under its whole name, as OpenTelemetry writes it, or along its dots in nested objects.
 * @returns undefined where there is none; a null is one
 */
export function attributeValue(
  entry: { readonly attributes: LogAttributes; readonly resource: LogAttributes },
  field: string,
): unknown {
  const { in: place, key } = attributeOf(field);
  if (place !== "either") return lookUp(entry[place], key);
  const own = lookUp(entry.attributes, key);
  return own === undefined ? lookUp(entry.resource, key) : own;
}

function lookUp(attributes: LogAttributes, key: string): unknown {
  if (Object.hasOwn(attributes, key)) return attributes[key];
  if (!key.includes(".")) return undefined;
  let value: unknown = attributes;
  for (const part of key.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) && !/^\d{1,6}$/.test(part)) return undefined;
    if (!Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** A single value as text, as Postgres writes it from jsonb; null for lists, objects and null. */
export function scalarText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number") return plainNumber(value);
  return typeof value === "boolean" || typeof value === "bigint" ? String(value) : null;
}

/** A number without an exponent: JSON in Postgres has none. */
function plainNumber(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, first = "", rest = "", exponent] = match;
  const shift = Number(exponent);
  const digits = first + rest;
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${digits}`;
  return `${sign}${digits.padEnd(shift + 1, "0")}`;
}
