import { decodeGlobalId } from "../../graphql/ids.ts";

/** Ids by the name of their type. */
export type IdPool = Map<string, Set<string>>;

const typeId = /\b[a-z]{2,8}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/** Puts every id of ours that stands in a text into the pool. @returns those that were new */
export function collectIds(pool: IdPool, text: string): string[] {
  const fresh: string[] = [];
  for (const [id] of text.matchAll(typeId)) {
    const typename = typeOf(id);
    if (!typename) continue;
    const known = pool.get(typename) ?? new Set();
    pool.set(typename, known);
    if (!known.has(id)) fresh.push(id);
    known.add(id);
  }
  return fresh;
}

/** The type behind an id; null for what only looks like one. */
export function typeOf(id: string): string | null {
  try {
    return decodeGlobalId(id).typename;
  } catch {
    return null;
  }
}
