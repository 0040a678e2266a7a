import { randomUUID } from "node:crypto";
import type { App } from "../app.ts";
import type { Actor } from "./actor.ts";
import { openReads, type Reads } from "./reads.ts";

/** What every verb and loader gets: the process, who acts, and the request's own memory. */
export interface Context {
  readonly app: App;
  readonly actor: Actor;
  /** Shown to the client in errors and written into events and logs, so that the three can be brought together. */
  readonly requestId: string;
  /** From the `Idempotency-Key` header or `extensions.idempotencyKey`; honoured by `transact`. */
  readonly idempotencyKey?: string;
  readonly reads: Reads;
  /** What loaders and authorize remember for the length of this request. */
  readonly memo: Map<string, unknown>;
}

export interface CreateContextOptions {
  app: App;
  actor: Actor;
  /** Default: a new one. */
  requestId?: string;
  idempotencyKey?: string | undefined;
}

export function createContext({ app, actor, requestId, idempotencyKey }: CreateContextOptions): Context {
  return {
    app,
    actor,
    requestId: requestId ?? `req_${randomUUID().replaceAll("-", "")}`,
    ...(idempotencyKey ? { idempotencyKey } : {}),
    reads: openReads(app.database),
    memo: new Map(),
  };
}

/** The context of jobs, reactions and scheduled work. `name` is what history shows as the actor. */
export function systemContext(app: App, name: string): Context {
  return createContext({ app, actor: { type: "system", name } });
}
