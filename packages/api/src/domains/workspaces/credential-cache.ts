/** Longest that a look-up is believed without asking the database again, in milliseconds. */
const believedMs = 5000;
/** Entries at most; the oldest go first. An unknown but well-formed key is remembered too, so the size must have a bound. */
const mostEntries = 10_000;

/** What this process remembers of credentials, by hash or id. */
export interface CredentialCache<T> {
  /** The remembered answer, or what `look` finds (null included). */
  get(key: string, look: () => Promise<T | null>): Promise<T | null>;
  /** Forgets one at once: it was revoked or changed here. */
  forget(matches: (value: T) => boolean): void;
}

/** Makes a cache that forgets by itself after five seconds. */
export function createCredentialCache<T>(): CredentialCache<T> {
  const entries = new Map<string, { value: Promise<T | null>; settled: T | null; until: number }>();
  return {
    async get(key, look) {
      const known = entries.get(key);
      if (known && known.until > performance.now()) return await known.value;
      const entry = { value: look(), settled: null as T | null, until: performance.now() + believedMs };
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= mostEntries) break;
        entries.delete(oldest);
      }
      try {
        entry.settled = await entry.value;
        return entry.settled;
      } catch (error) {
        entries.delete(key);
        throw error;
      }
    },
    forget(matches) {
      // A look-up still under way may have read what is just being changed; it is asked again too.
      for (const [key, { settled }] of entries) if (settled === null || matches(settled)) entries.delete(key);
    },
  };
}
