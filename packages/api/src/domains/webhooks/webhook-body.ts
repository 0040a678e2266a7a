import { idOutside } from "../../graphql/id-outside.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";

/**
 * What an endpoint receives: `{type, timestamp, data}` as Standard Webhooks advises. Made from the event alone, which never
 * changes, so every attempt sends the same bytes. Ids are the ones that the API takes.
 */
export function webhookBody(event: RecordedEvent): string {
  return JSON.stringify({
    type: event.type,
    timestamp: event.occurredAt.toISOString(),
    data: {
      id: idOutside("event", event.id),
      workspaceId: idOutside("workspace", event.workspaceId),
      tenantId: event.tenantId && idOutside("tenant", event.tenantId),
      subject: { type: event.subjectType, id: idOutside(event.subjectType, event.subjectId) },
      actor: { type: event.actorType, name: event.actorName },
      ...withIdsOutside(event.data),
    },
  });
}

/** `integrationId: <uuid>` becomes `integrationId: "int_…"`; what is no id of a known type stays as it is. */
function withIdsOutside(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      key.endsWith("Id") && typeof value === "string" ? idOutside(key.slice(0, -2), value) : value,
    ]),
  );
}
