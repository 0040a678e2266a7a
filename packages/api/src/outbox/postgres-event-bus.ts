import postgres from "postgres";
import type { EventBus } from "./event-bus.ts";

const channel = "plumbline_bus";

/** Longest that notices are held back to be sent as one, in milliseconds. */
const coalesceMs = 5;

export interface PostgresEventBusOptions {
  url: string;
  onError(error: unknown): void;
}

/**
 * LISTEN and NOTIFY on one channel with one connection of its own. NOTIFY takes a database-wide lock at commit (measured: 1,420
 * against 2,280 transactions a second), so it is sent outside the verbs' transactions and many notices become one.
 */
export function postgresEventBus({ url, onError }: PostgresEventBusOptions): EventBus {
  // No `role` here: LISTEN and NOTIFY need no table, and postgres.js reconnects a listener by itself.
  const sql = postgres(url, { max: 2, connect_timeout: 10, onnotice: () => {} });
  const wakeListeners = new Set<() => void>();
  const positionListeners = new Set<(position: number) => void>();
  let wakePending = false;
  let positionPending = 0;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const listening = sql.listen(channel, (payload) => {
    const position = Number(payload.slice(1));
    if (payload.startsWith("w")) for (const listener of wakeListeners) listener();
    if (position > 0) for (const listener of positionListeners) listener(position);
  });
  listening.catch(onError);

  function send(): void {
    timer = null;
    if (closed) return;
    const payload = `${wakePending ? "w" : "p"}${positionPending || ""}`;
    wakePending = false;
    positionPending = 0;
    sql`select pg_notify(${channel}, ${payload})`.catch(onError);
  }

  function soon(): void {
    timer ??= setTimeout(send, coalesceMs);
  }

  return {
    wake() {
      wakePending = true;
      soon();
    },
    publish(position) {
      positionPending = Math.max(positionPending, position);
      soon();
    },
    onWake: (listener) => subscribe(wakeListeners, listener),
    onPosition: (listener) => subscribe(positionListeners, listener),
    async ready() {
      await listening;
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await sql.end({ timeout: 2 });
    },
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
