import type { TransactionSql } from "postgres";
import { deliverWebhook } from "../../domains/webhooks/index.ts";
import { events } from "../../registry.gen.ts";
import type { NumberedEvent } from "../number-events.ts";

/** Types that leave the house. Events about endpoints do not: one that fails would cause the next delivery to fail. */
const sendable = new Set(events.filter((event) => event.outbound).map((event) => event.type));

/**
 * Makes one message for each pair of event and endpoint that asked for it, and the job that sends it. Endpoints are matched in
 * the database, so an endpoint made in another process a moment ago counts.
 */
export async function addWebhookMessages(tx: TransactionSql, batch: readonly NumberedEvent[]): Promise<void> {
  const wanted = batch.filter((event) => sendable.has(event.type));
  if (wanted.length === 0) return;
  await tx`
    with made as (
      insert into webhook_messages (workspace_id, endpoint_id, event_id, event_type)
      select e.workspace_id, e.id, b.id, b.type
      from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as b(id uuid, "workspaceId" uuid, type text, position bigint)
      join webhook_endpoints e on e.workspace_id = b."workspaceId"
        and e.disabled_at is null and e.deleted_at is null
        and (e.event_types is null or b.type = any(e.event_types))
      order by b.position
      on conflict do nothing
      returning id, workspace_id
    )
    select plumbline.enqueue(
      ${deliverWebhook.name}, json_build_object('workspaceId', workspace_id, 'messageId', id, 'attempt', 1),
      now(), ${deliverWebhook.maxAttempts}::int, null::text
    ) from made`;
}
