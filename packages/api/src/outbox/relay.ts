import { hostname } from "node:os";
import postgres, { type Sql } from "postgres";
import type { App } from "../app.ts";
import { createDispatch } from "./dispatch-sinks.ts";
import { batchSize, numberEvents } from "./number-events.ts";

/** Any 64-bit number of our own: the session lock that makes one relay of many processes. */
const relayLock = 7_226_841_901;
const pollMs = 1000;

/** The single writer of positions. Every `serve` and `work` process may run one; one of them holds the lock. */
export interface Relay {
  /** True while this process holds the lock and can reach the database. */
  holds(): boolean;
  /** When the relay last finished a round, or null. Readiness asks. */
  lastRoundAt(): Date | null;
  stop(): Promise<void>;
}

/** Starts the relay's loop: take the lock, number what is committed, hand it to the sinks, tell everybody; again. */
export function startRelay(app: App): Relay {
  const dispatch = createDispatch();
  let stopped = false;
  let holding = false;
  let lastRound: Date | null = null;
  let wake = () => {};
  let woken = false;
  let sleepTimer: NodeJS.Timeout | undefined;

  const nudge = () => {
    woken = true;
    wake();
  };
  const detachWake = app.outbox.bus.onWake(nudge);

  /** Sleeps until woken or polled; what woke it during a round is not lost. */
  async function sleep(): Promise<void> {
    if (!woken && !stopped) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        sleepTimer = setTimeout(resolve, pollMs);
      });
      clearTimeout(sleepTimer);
    }
    woken = false;
  }

  async function round(sql: Sql, fence: number): Promise<boolean> {
    for (;;) {
      const numbered = await sql.begin(async (tx) => {
        const batch = await numberEvents(tx, fence);
        if (batch && batch.length > 0) await dispatch(tx, batch, fence);
        return batch;
      });
      if (!numbered) return false;
      lastRound = new Date();
      const last = numbered.at(-1);
      if (last) {
        app.outbox.bus.publish(Number(last.position));
        app.outbox.wakeWorkers();
      }
      if (numbered.length < batchSize) return true;
    }
  }

  async function hold(sql: Sql): Promise<void> {
    const [lock] = await sql`select pg_try_advisory_lock(${relayLock}) as taken`;
    if (!lock?.taken) return;
    const [state] = await sql`
      insert into relay_state (id, fence, holder) values (1, 1, ${hostname()})
      on conflict (id) do update set fence = relay_state.fence + 1, holder = excluded.holder, alive_at = clock_timestamp()
      returning fence`;
    const fence = Number(state?.fence);
    holding = true;
    const detach = app.outbox.attachRelay(nudge);
    try {
      while (!stopped && (await round(sql, fence))) await sleep();
    } finally {
      holding = false;
      detach();
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      // One connection: the lock lives and dies with it, and so does the work that it fences.
      const sql = postgres(app.database.url, {
        max: 1,
        onnotice: () => {},
        connect_timeout: 10,
        // By default postgres.js renews a connection after half an hour or so, and the lock would be gone with it.
        max_lifetime: null,
        connection: { role: "plumbline_system", application_name: "plumbline relay" },
      });
      try {
        while (!stopped) {
          await hold(sql);
          await sleep();
        }
      } catch (error) {
        app.log.warn({ err: error }, "The relay lost its database connection; it tries again in a second.");
        await sleep();
      } finally {
        await sql.end({ timeout: 2 });
      }
    }
  }

  const running = run();
  return {
    holds: () => holding,
    lastRoundAt: () => lastRound,
    async stop() {
      stopped = true;
      detachWake();
      nudge();
      await running;
    },
  };
}
