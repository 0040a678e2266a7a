import type { ApiChange } from "../audit/change-diff.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where two JSON values differ, path by path; lists are compared place by place, and what begins empty is no difference. */
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
  if (isObject(after) && (before === null || before === undefined))
    return Object.entries(after).flatMap(([key, value]) =>
      pathsBetween(undefined, value, path ? `${path}.${key}` : key),
    );
  const came = after === "" || (Array.isArray(after) && after.length === 0);
  return came && (before === null || before === undefined) ? [] : [{ path, before, after }];
}
