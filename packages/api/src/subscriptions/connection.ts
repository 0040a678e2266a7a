import type { Actor } from "../service/actor.ts";

/** What carries subscriptions to one client. Several of one WebSocket share one; each stream of server-sent events has its own. */
export interface Connection {
  readonly transport: "websocket" | "sse";
  /** When it was opened. */
  readonly since: Date;
}

/** The kind of credential that keeps a connection open. */
export type ConnectionCredential = "session" | "api_key" | "embed_token" | "anonymous";

/** @returns null for the process itself, which connects to nobody */
export function credentialOf({ type }: Actor): ConnectionCredential | null {
  if (type === "system") return null;
  if (type === "user") return "session";
  return type === "embed" ? "embed_token" : type;
}
