import { isDeepStrictEqual } from "node:util";

/** Deep enough for `rules[2].conditions`; what is below is seen in the diff. */
const mostDepth = 3;
const mostPaths = 50;

/** Where two values differ, `["enabled", "rules[1].rollout", "rollout.percentage"]`: 50 places at most. */
export function changedPaths(before: unknown, after: unknown): string[] {
  const paths: string[] = [];
  compare(before, after, "", 0, paths);
  return paths.slice(0, mostPaths);
}

function compare(before: unknown, after: unknown, path: string, depth: number, paths: string[]): void {
  if (paths.length >= mostPaths || isDeepStrictEqual(before, after)) return;
  if (depth < mostDepth && Array.isArray(before) && Array.isArray(after)) {
    for (let i = 0; i < Math.max(before.length, after.length); i += 1)
      compare(before[i], after[i], `${path}[${i}]`, depth + 1, paths);
    return;
  }
  if (depth < mostDepth && isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[key], after[key], path ? `${path}.${key}` : key, depth + 1, paths);
    return;
  }
  paths.push(path);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
