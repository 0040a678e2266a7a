import type { Db } from "@plumbline/db";
import { alertSamples, type WindowSample } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import type { Alert } from "./alert-ref.ts";

/** Of each alert's events the first ones and the newest are kept, so many in all. */
const keptFirst = 5;
const keptNewest = 15;

/** Links events to an alert and drops what lies between its first and its newest. */
export async function keepSamples(tx: Db, { id, workspaceId }: Alert, samples: readonly WindowSample[]): Promise<void> {
  if (samples.length === 0) return;
  await tx
    .insert(alertSamples)
    .values(samples.map(({ eventId, title, at }) => ({ workspaceId, alertId: id, eventId, title, at: new Date(at) })))
    .onConflictDoNothing();
  await tx.execute(sql`
    delete from alert_samples where id in (
      select id from (
        select id, row_number() over (order by at, event_id) as first, row_number() over (order by at desc, event_id desc) as newest
        from alert_samples where workspace_id = ${workspaceId} and alert_id = ${id}
      ) as ranked where first > ${keptFirst} and newest > ${keptNewest})`);
}
