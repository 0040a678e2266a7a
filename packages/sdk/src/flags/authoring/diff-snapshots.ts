import type { Snapshot, SnapshotDelta } from "../model/snapshot.ts";

function difference<T extends { key: string }>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((one) => [one.key, JSON.stringify(one)]));
  const kept = new Set(after.map(({ key }) => key));
  return {
    upserts: after.filter((one) => old.get(one.key) !== JSON.stringify(one)),
    removals: [...old.keys()].filter((key) => !kept.has(key)),
  };
}

/** What `applyDelta` needs to make the later snapshot from the earlier one. */
export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDelta {
  const flags = difference(before.flags, after.flags);
  const segments = difference(before.segments, after.segments);
  return {
    fromVersion: before.version,
    toVersion: after.version,
    upserts: { flags: flags.upserts, segments: segments.upserts },
    removals: { flags: flags.removals, segments: segments.removals },
  };
}
