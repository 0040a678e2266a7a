export { FlagClient, type FlagClientOptions } from "./flag-client.ts";
export type { FlagStatus } from "./flag-status.ts";
export type { SnapshotRead, SnapshotSource, SnapshotStore, SnapshotSubscriber } from "./snapshot-source.ts";
