import type { Actor } from "../service/actor.ts";
import type { LiveConnection } from "../subscriptions/subscribe-through-hub.ts";
import type { BucketLevel } from "./limits/rate-bucket.ts";

/** What the transport knows of one request and hands to the GraphQL server. */
export interface ServerContext {
  readonly actor: Actor;
  readonly requestId: string;
  readonly clientAddress: string;
  readonly idempotencyKey?: string | undefined;
  /** Asks whether the credential is still good, for answers that last: a session may be signed out meanwhile. */
  readonly isStillGood?: (() => Promise<boolean>) | undefined;
  /** Set by WebSockets, which write the hub's frames themselves. */
  readonly live?: LiveConnection | undefined;
  /** Filled in by the limits, read by the headers. */
  readonly rate: { key: string; level: BucketLevel | null; retryAfterSeconds: number | null };
}

export function serverContext(options: Omit<ServerContext, "rate">): ServerContext {
  return { ...options, rate: { key: "", level: null, retryAfterSeconds: null } };
}
