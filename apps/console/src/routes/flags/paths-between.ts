import type { ApiChange } from "../audit/change-diff.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

// The id of a rule says nothing to a reader.
const ownId = /\]\.id$/;

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/** Where two JSON values differ, path by path; lists are compared place by place, and nothing and empty are the same. */
export function pathsBetween(before: unknown, after: unknown, path = ""): ApiChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => pathsBetween(before[key], after[key], path ? `${path}.${key}` : key));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => pathsBetween(before[index], after[index], `${path}[${index}]`)).flat();
  }
  if (isObject(after) && isNothing(before)) return orWhole(pathsBetween({}, after, path), { path, before, after });
  if (isObject(before) && isNothing(after)) return orWhole(pathsBetween(before, {}, path), { path, before, after });
  const told = (value: unknown, other: unknown): boolean =>
    !(isNothing(other) && (value === "" || (Array.isArray(value) && value.length === 0) || ownId.test(path)));
  return told(after, before) && told(before, after) ? [{ path, before, after }] : [];
}

// What has nothing to tell inside is told as a whole: a rule without a condition is one.
const orWhole = (inner: ApiChange[], whole: ApiChange): ApiChange[] => (inner.length > 0 ? inner : [whole]);
