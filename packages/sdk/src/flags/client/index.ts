export { answersFor } from "../answers-for.ts";
export type { FlagAnswers, FlagStore } from "../store.ts";
export { type ApiSourceOptions, apiSource } from "./api-source.ts";
export { FlagClient, type FlagClientOptions } from "./flag-client.ts";
export type { FlagDelivery, FlagStatus } from "./flag-status.ts";
export type { SnapshotRead, SnapshotSource, SnapshotStore, SnapshotSubscriber } from "./snapshot-source.ts";
export { storeFor } from "./store-for.ts";
