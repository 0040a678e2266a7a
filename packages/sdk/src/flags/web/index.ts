export type { FlagDelivery, FlagStatus } from "../client/flag-status.ts";
export type { FlagAnswers, FlagStore, WebFlagStore } from "../store.ts";
export { WebFlagClient, type WebFlagClientOptions } from "./web-flag-client.ts";
export type { WireAnswer, WireChange } from "./wire-answers.ts";
