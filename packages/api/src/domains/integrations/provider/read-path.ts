/**
 * Reads a place in a payload that nobody has promised the shape of: `readPath(payload, "pull_request.user.login")`.
 * Undefined wherever the way ends. Providers change and forget fields; a missing one must cost a detail, not the delivery.
 */
export function readPath(payload: unknown, path: string): unknown {
  let value = payload;
  for (const step of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** The text or number at the path, as text. */
export function readText(payload: unknown, path: string): string | undefined {
  const value = readPath(payload, path);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The moment at the path: ISO 8601 text, or seconds since 1970. Undefined outside 1970–2200: such a "moment" is another unit or a
 * mistake, and Postgres does not take every year that a Date can hold.
 */
export function readMoment(payload: unknown, path: string): Date | undefined {
  const value = readPath(payload, path);
  const at =
    typeof value === "number" ? new Date(value * 1000) : typeof value === "string" ? new Date(value) : undefined;
  const year = at?.getUTCFullYear() ?? Number.NaN;
  return year >= 1970 && year <= 2200 ? at : undefined;
}

/** The list at the path, or an empty one. */
export function readList(payload: unknown, path: string): unknown[] {
  const value = readPath(payload, path);
  return Array.isArray(value) ? value : [];
}

/** The texts of the object at the path by their names, as labels are; an empty object where there is none. */
export function readTexts(payload: unknown, path: string): Record<string, string> {
  const value = readPath(payload, path);
  if (value === null || typeof value !== "object") return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
