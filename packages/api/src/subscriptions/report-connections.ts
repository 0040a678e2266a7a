import { randomUUID } from "node:crypto";
import type { App } from "../app.ts";
import type { Hub } from "./hub.ts";

/** Milliseconds between two reports. */
const reportMs = 3000;

/** Seconds after which a process that has not reported counts as gone: six reports missed. */
export const reportGoodForSeconds = 20;

/**
 * Writes down every few seconds who listens through this process, for the page of live connections: any number of serve
 * processes share one database, and each sees only its own sockets. What a process that was killed leaves behind is passed over
 * once its report is too old, and removed by the next report of another.
 * @param everyMs milliseconds between two reports
 * @returns how to stop; what was reported is taken back then
 */
export async function reportConnections(app: App, hub: Hub, everyMs = reportMs): Promise<() => Promise<void>> {
  const name = `serve_${randomUUID().slice(0, 8)}`;
  const { raw } = app.database;
  let reporting: Promise<void> = Promise.resolve();

  async function report(): Promise<void> {
    const rows = hub.connections();
    await raw.begin(async (sql) => {
      await sql`
        insert into serve_processes (name) values (${name})
        on conflict (name) do update set reported_at = clock_timestamp()`;
      await sql`delete from live_connections where process = ${name}`;
      if (rows.length > 0) {
        // Joined, so that a workspace that was purged meanwhile does not refuse the report of all others.
        await sql`
          insert into live_connections (workspace_id, process, transport, credential, connections, subscriptions, since)
          select workspace.id, ${name}, row.transport, row.credential, row.connections, row.subscriptions, row.since
          from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row ("workspaceId" uuid, transport text,
            credential text, connections int, subscriptions int, since timestamptz)
          join workspaces workspace on workspace.id = row."workspaceId"`;
      }
      await sql`
        delete from serve_processes
        where reported_at < clock_timestamp() - make_interval(secs => ${reportGoodForSeconds * 3})`;
    });
  }

  const quietly = () => {
    reporting = report().catch((err) => {
      app.log.warn({ err }, "Live connections could not be reported; the next report is tried in seconds.");
    });
    return reporting;
  };
  await quietly();
  const timer = setInterval(quietly, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await reporting;
    await raw`delete from serve_processes where name = ${name}`.catch(() => {});
  };
}
