import type { RecordedEvent } from "../../outbox/record-event.ts";
import { accessTo } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { EventSource } from "../../subscriptions/event-source.ts";

/** Everything after which an integration's row reads differently. */
const types = [
  "integration.created",
  "integration.updated",
  "integration.state_changed",
  "integration.secret_rotated",
  "integration.credentials_replaced",
  "integration.credentials_renewed",
  "integration.renewal_failed",
  "integration.paused",
  "integration.reconciled",
  "integration.stale",
  "signal.received",
] as const;

/** Integrations as they change, and as signals arrive for them; an embed token hears of its tenant's only. */
export async function watchIntegrations(
  ctx: Context,
  workspaceId: string,
  after: string | null | undefined,
): Promise<EventSource> {
  const access = await accessTo(ctx, workspaceId);
  return new EventSource({
    workspaceId,
    permission: "integrations:read",
    after: after ?? null,
    types,
    matches: ({ tenantId }) => !access?.tenantId || tenantId === access.tenantId,
  });
}

/** Which integration an event of {@link watchIntegrations} is about. */
export function integrationOf(event: RecordedEvent): string {
  return event.subjectType === "integration" ? event.subjectId : String(event.data.integrationId);
}

/** Deliveries as they are accepted or refused. */
export function watchDeliveries(
  workspaceId: string,
  after: string | null | undefined,
  integrationId?: string | null,
): EventSource {
  return new EventSource({
    workspaceId,
    permission: "deliveries:read",
    after: after ?? null,
    types: ["delivery.accepted", "delivery.refused", "delivery.replayed"],
    matches: ({ data }) => !integrationId || data.integrationId === integrationId,
  });
}
