import type { App } from "../../../app.ts";
import type { Door } from "./find-doors.ts";
import type { GenuineDelivery, Stored } from "./store-delivery.ts";

/** One delivery that waits to be stored with others. */
export interface Waiting {
  door: Door;
  providerName: string;
  delivery: GenuineDelivery;
  /** `performance.now()` when it began to wait. */
  since: number;
}

/** Name of the job that works on a stored delivery; the job's own file takes it from here. */
export const processDeliveryJob = "integrations.process-delivery";

/**
 * Delivery, job and event of each in ONE statement, which is one transaction and one round trip: all of them are stored, or none.
 * It runs as `plumbline_system`, since a workspace is known only from its door; every row gets the door's own workspace. A door
 * that was closed or got another secret since the signature was checked stores nothing. Rows go in by the order of the unique
 * key, so that two batches with the same deliveries cannot lock each other out.
 */
export async function storeBatch(app: App, batch: readonly Waiting[]): Promise<Stored[]> {
  const now = performance.now();
  const rows = batch.map(({ door, providerName, delivery, since }, n) => ({
    n,
    door: door.integrationId,
    version: door.version,
    external: delivery.externalId,
    event: delivery.event,
    headers: delivery.headers,
    body: delivery.body.toString("base64"),
    bytes: delivery.body.length,
    received: delivery.receivedAt,
    elapsed: delivery.elapsedMs + now - since,
    request: delivery.requestId,
    actor: providerName,
  }));
  const stored = await app.database.raw<{ n: number; known: boolean; id: string | null }[]>`
    with incoming as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as t (
        n int, door uuid, version int, external text, event text, headers jsonb, body text, bytes int, received timestamptz,
        elapsed float8, request text, actor text
      )
    ), door as (
      select t.*, i.workspace_id, i.tenant_id, i.provider
      from incoming t join integrations i on i.id = t.door and i.door_version = t.version and i.state <> 'disconnected'
    ), stored as (
      insert into deliveries (
        workspace_id, integration_id, provider, external_id, event, verdict, headers, body, body_bytes, received_at, answered_ms
      )
      select workspace_id, door, provider, external, event, 'accepted', headers, decode(body, 'base64'), bytes, received,
        ceil(elapsed + extract(epoch from clock_timestamp() - statement_timestamp()) * 1000)::int
      from door order by workspace_id, door, external, n
      on conflict (workspace_id, integration_id, external_id) where verdict = 'accepted' and replay_of is null do nothing
      returning id, integration_id, external_id
    ), mine as (
      select distinct on (s.id) s.id, d.*
      from stored s join door d on d.door = s.integration_id and d.external = s.external_id
      order by s.id, d.n
    ), told as (
      insert into events (workspace_id, type, subject_type, subject_id, tenant_id, actor_type, actor_name, request_id, data)
      select workspace_id, 'delivery.accepted', 'delivery', id, tenant_id, 'system', actor, request,
        jsonb_build_object('integrationId', door, 'provider', provider, 'event', event, 'externalId', external)
      from mine order by n
    ), queued as materialized (
      select plumbline.enqueue(
        ${processDeliveryJob}, json_build_object('workspaceId', workspace_id, 'deliveryId', id), now(), 12, null::text
      ) from mine
    )
    select t.n, d.n is not null as known, m.id, (select count(*) from queued) as queued
    from incoming t left join door d on d.n = t.n left join mine m on m.n = t.n`;
  app.outbox.nudge();
  return verdicts(batch.length, stored);
}

function verdicts(size: number, rows: readonly { n: number; known: boolean; id: string | null }[]): Stored[] {
  const all: Stored[] = Array.from({ length: size }, () => ({ verdict: "changed" }));
  for (const { n, known, id } of rows) {
    if (known) all[n] = id ? { verdict: "accepted", id } : { verdict: "duplicate" };
  }
  return all;
}
