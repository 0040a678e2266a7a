/** `from` needs `to` to work. */
export interface Dependency {
  from: string;
  to: string;
}

/**
 * The circle that a new dependency would close, as the walk along it: `a needs b` with `b → c → a` known gives `[a, b, c, a]`.
 * Null when there is none.
 */
export function findCircle(known: readonly Dependency[], { from, to }: Dependency): string[] | null {
  const needs = Map.groupBy(known, (each) => each.from);
  const cameFrom = new Map<string, string | null>([[to, null]]);
  const waiting = [to];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at === from) return [from, ...walkTo(at, cameFrom)];
    for (const { to: next } of needs.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  }
  return null;
}

function walkTo(end: string, cameFrom: Map<string, string | null>): string[] {
  const walk: string[] = [];
  for (let at: string | null = end; at !== null; at = cameFrom.get(at) ?? null) walk.unshift(at);
  return walk;
}
