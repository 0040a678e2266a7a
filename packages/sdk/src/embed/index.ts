export type { Token } from "../credential.ts";
export type { LiveMode, LiveStatus } from "../live/live-status.ts";
export type { LiveOptions, LiveSubscription, ResyncReason } from "../live/live-subscription.ts";
export { NetworkError, PlumblineError, type RefusalCode } from "../plumbline-error.ts";
export { RefusalError } from "../refusal-error.ts";
export { createEmbed, type Embed, type EmbedOptions } from "./create-embed.ts";
export type { PublishedOperation } from "./published-operation.ts";
