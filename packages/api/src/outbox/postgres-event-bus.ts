import postgres from "postgres";
import type { EventBus } from "./event-bus.ts";

const channel = "plumbline_bus";

/** Longest that notices are held back to be sent as one, in milliseconds. */
const coalesceMs = 5;

/** The same for stored log entries, which come in a stream; and how many workspaces one notice names (it holds 8,000 bytes). */
const coalesceLogsMs = 40;
const mostNamed = 200;

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
  const logListeners = new Set<(workspaceIds: readonly string[] | null) => void>();
  const logsPending = new Set<string>();
  let logsTimer: NodeJS.Timeout | null = null;
  let wakePending = false;
  let positionPending = 0;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const listening = sql.listen(channel, (payload) => {
    if (payload.startsWith("l")) {
      const named = payload === "l*" ? null : payload.slice(1).split(",");
      for (const listener of logListeners) listener(named);
      return;
    }
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

  function sendLogs(): void {
    logsTimer = null;
    if (closed) return;
    const payload = `l${logsPending.size > mostNamed ? "*" : [...logsPending].join(",")}`;
    logsPending.clear();
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
    publishLogs(workspaceId) {
      logsPending.add(workspaceId);
      logsTimer ??= setTimeout(sendLogs, coalesceLogsMs);
    },
    onWake: (listener) => subscribe(wakeListeners, listener),
    onPosition: (listener) => subscribe(positionListeners, listener),
    onLogs: (listener) => subscribe(logListeners, listener),
    async ready() {
      await listening;
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      if (logsTimer) clearTimeout(logsTimer);
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
