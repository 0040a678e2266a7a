import type { Db } from "@plumbline/db";
import { webhookEndpoints, webhookMessages } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { webhookEndpointDisabled } from "./events.ts";
import { ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";

export interface SwitchOffOptions {
  /** Why, in words that the members read. */
  reason: string;
  /** True when Plumbline did it by itself; the admins are told then. */
  automatic: boolean;
}

/** Stops sending to an endpoint whose lock the caller holds. What waits is cancelled and can be redelivered by hand. */
export async function switchOff(
  tx: Db,
  ctx: Context,
  endpoint: WebhookEndpoint,
  { reason, automatic }: SwitchOffOptions,
): Promise<WebhookEndpoint> {
  const { workspaceId, id } = endpoint;
  const now = ctx.app.clock.now();
  const [after] = await tx
    .update(webhookEndpoints)
    .set({ disabledAt: now, disabledReason: reason, updatedAt: now })
    .where(ownEndpoint(workspaceId, id))
    .returning();
  await cancelWaiting(tx, endpoint);
  await recordEvent(tx, ctx, webhookEndpointDisabled, {
    workspaceId,
    subjectId: id,
    data: { url: shownUrl(endpoint.url), description: endpoint.description, reason, automatic },
    before: { disabled: false },
    after: { disabled: true },
  });
  return after as WebhookEndpoint;
}

/** Plans no further attempt for anything that waits. */
export async function cancelWaiting(tx: Db, { workspaceId, id }: WebhookEndpoint): Promise<void> {
  await tx
    .update(webhookMessages)
    .set({ state: "cancelled", nextAttemptAt: null })
    .where(
      and(
        eq(webhookMessages.workspaceId, workspaceId),
        eq(webhookMessages.endpointId, id),
        eq(webhookMessages.state, "pending"),
      ),
    );
}
