import type { Snapshot, SnapshotDelta } from "../model/snapshot.ts";

/** A snapshot and where changes after it begin. */
export interface SnapshotRead {
  snapshot: Snapshot;
  /** What `subscribe` continues behind. */
  cursor: string;
}

/** What a subscription tells. */
export interface SnapshotSubscriber {
  /** Behind this cursor. */
  after: string;
  /** The connection stands: everything until now has been told. Called again at every sign of life. */
  onAlive(): void;
  onDelta(delta: SnapshotDelta, cursor: string): void;
  /** The cursor is too old: a whole snapshot is needed. */
  onResync(): void;
}

/** Where snapshots come from: the API, a file, a test. */
export interface SnapshotSource {
  fetchSnapshot(signal: AbortSignal): Promise<SnapshotRead>;
  /** Tells changes until the signal aborts. Rejects, or resolves, when the connection is lost: the client subscribes again. */
  subscribe(subscriber: SnapshotSubscriber, signal: AbortSignal): Promise<void>;
}

/** Where the last known snapshot outlives the process. */
export interface SnapshotStore {
  /** Null when there is none, or none that can be read. */
  load(): Promise<SnapshotRead | null>;
  save(read: SnapshotRead): Promise<void>;
}
