import type { App } from "../app.ts";

/** One thing that the server needs, with what was seen of it. */
export interface ReadinessCheck {
  name: "database" | "relay" | "worker";
  ok: boolean;
  /** What was seen, and when it is not well, what to do. */
  detail: string;
}

/** Seconds after which a relay or worker that reported nothing counts as gone. Both report at least every two. */
const silentSeconds = 10;

/** Asks the database for itself, and for the last sign of life of the relay and of any worker, in whichever process they run. */
export async function checkReadiness(app: App): Promise<ReadinessCheck[]> {
  try {
    const [row] = await app.database.raw`
      select
        (select extract(epoch from clock_timestamp() - alive_at) from relay_state where id = 1) as relay,
        (select extract(epoch from clock_timestamp() - max(alive_at)) from worker_processes) as worker`;
    return [
      { name: "database", ok: true, detail: "Postgres answered." },
      alive("relay", row?.relay, "npm run serve or npm run work"),
      alive("worker", row?.worker, "npm run work"),
    ];
  } catch (error) {
    app.log.error({ err: error }, "The readiness check could not reach the database.");
    const detail = "Postgres did not answer. Check that it runs and that DATABASE_URL is right.";
    return [{ name: "database", ok: false, detail }];
  }
}

function alive(name: "relay" | "worker", seconds: unknown, start: string): ReadinessCheck {
  if (seconds === null || seconds === undefined)
    return { name, ok: false, detail: `No ${name} has ever reported. Start one: ${start}.` };
  const age = Math.round(Number(seconds));
  if (age <= silentSeconds) return { name, ok: true, detail: `Last sign of life ${age} s ago.` };
  return { name, ok: false, detail: `Silent for ${age} s. Start one: ${start}.` };
}
