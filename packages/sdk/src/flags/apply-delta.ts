import type { Snapshot, SnapshotDelta } from "./model/snapshot.ts";

interface Keyed {
  readonly key: string;
}

function change<T extends Keyed>(old: readonly T[], upserts: readonly T[], removals: readonly string[]): T[] {
  const all = new Map(old.map((one) => [one.key, one]));
  for (const key of removals) all.delete(key);
  for (const one of upserts) all.set(one.key, one);
  return [...all.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The snapshot after a change, sorted by key; null when the change does not continue this version, and a whole one is needed. */
export function applyDelta(
  snapshot: Snapshot,
  { fromVersion, toVersion, upserts, removals }: SnapshotDelta,
): Snapshot | null {
  if (fromVersion !== snapshot.version) return null;
  return {
    ...snapshot,
    version: toVersion,
    flags: change(snapshot.flags, upserts.flags, removals.flags),
    segments: change(snapshot.segments, upserts.segments, removals.segments),
  };
}
