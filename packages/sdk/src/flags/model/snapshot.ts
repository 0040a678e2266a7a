import type { Segment } from "./condition.ts";
import type { FlagDefinition } from "./flag-definition.ts";

/** Every flag of one environment at one version. JSON can carry it. */
export interface Snapshot {
  /** Grows with every change in the environment. */
  version: number;
  environment: string;
  flags: readonly FlagDefinition[];
  segments: readonly Segment[];
}

/** What leads from one version to a later one. */
export interface SnapshotDelta {
  fromVersion: number;
  toVersion: number;
  /** New and changed ones, whole. */
  upserts: { flags: readonly FlagDefinition[]; segments: readonly Segment[] };
  /** Keys of those that are gone. */
  removals: { flags: readonly string[]; segments: readonly string[] };
}
