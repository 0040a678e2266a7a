/**
 * Text as Postgres can keep it, in a column and inside JSON: without NUL (22021) and without halves of surrogate pairs (22P02),
 * of a bounded length.
 */
export function storableText(text: string, length: number): string {
  return text.replaceAll("\u0000", "").slice(0, length).toWellFormed();
}

/** The same for every text inside a JSON value, keys included. Deeper than 20 levels nothing is kept. */
export function storableJson(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value, 10_000);
  if (value === null || typeof value !== "object") return value;
  if (depth > 20) return null;
  if (Array.isArray(value)) return value.map((inner) => storableJson(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key, 200), storableJson(inner, depth + 1)]),
  );
}
