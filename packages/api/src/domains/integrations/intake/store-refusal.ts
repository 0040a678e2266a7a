import type { App } from "../../../app.ts";
import type { Provider } from "../provider.ts";
import type { Door } from "./find-doors.ts";
import { createTokenBucket } from "./token-bucket.ts";

/** Bytes of a refused body that are kept: enough to see what it was, too little to fill a disk with. */
const keptBytes = 4_096;
/** Refusals and duplicates stored for one integration: a burst, then one every ten seconds. The rest is answered and not kept. */
const bucket = createTokenBucket({ burst: 30, perSecond: 0.1, most: 5_000 });

/** A request that was not taken. */
export interface RefusedDelivery {
  verdict: "refused" | "duplicate";
  reason: string;
  externalId: string | null;
  event: string | null;
  headers: Record<string, string>;
  body: Buffer;
  receivedAt: Date;
  elapsedMs: number;
  requestId: string;
}

/**
 * Keeps a refusal for the delivery log, with an event, unless too many came before it: whoever sends forgeries must not be able to
 * fill the disk or the history.
 */
export async function storeRefusal(app: App, provider: Provider, door: Door, refused: RefusedDelivery): Promise<void> {
  if (!bucket.take(door.integrationId, Date.now())) return;
  const { raw } = app.database;
  const { verdict, reason, externalId, event, headers, body, receivedAt, requestId } = refused;
  const kept = verdict === "refused" ? body.subarray(0, keptBytes) : Buffer.alloc(0);
  await raw`
    with stored as (
      insert into deliveries (
        workspace_id, integration_id, provider, external_id, event, verdict, reason, headers, body, body_bytes, received_at,
        answered_ms, processed_at, signal_count
      )
      select workspace_id, id, provider, ${externalId?.slice(0, 200) ?? null}, ${event?.slice(0, 200) ?? null}, ${verdict}, ${reason},
        ${JSON.stringify(headers)}::text::jsonb, ${kept}, ${body.length}, ${receivedAt}, ${Math.ceil(refused.elapsedMs)}, now(), 0
      from integrations where id = ${door.integrationId}
      returning id, workspace_id, integration_id
    )
    insert into events (workspace_id, type, subject_type, subject_id, tenant_id, actor_type, actor_name, request_id, data)
    select workspace_id, 'delivery.refused', 'delivery', id, ${door.tenantId}::uuid, 'system', ${provider.name}, ${requestId},
      jsonb_build_object('integrationId', integration_id, 'provider', ${provider.slug}::text, 'reason', ${reason}::text)
    from stored where ${verdict} = 'refused'`;
  app.outbox.nudge();
}
