import type { Db } from "@plumbline/db";
import { webhookMessages } from "@plumbline/db/schema";
import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { requireFeature } from "../../service/require-feature.ts";
import { transact } from "../../service/transact.ts";
import { webhookMessagesRedelivered } from "./events.ts";
import { deliverWebhook } from "./jobs/deliver-webhook.ts";
import { authorizeEndpoint, lockEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";

/** Messages of one call; the next call takes the next ones. */
const mostAtOnce = 1000;

export const redeliverMissedWebhooksInput = z.object({
  id: z.uuid(),
  /** Messages made since then. Messages are kept thirty days. */
  since: z.date(),
});

export type RedeliverMissedWebhooksInput = z.input<typeof redeliverMissedWebhooksInput>;

export interface RedeliveredMissed {
  webhookEndpoint: WebhookEndpoint;
  /** How many messages are sent again: 1000 at most, the oldest first. */
  redelivered: number;
}

/**
 * Sends again what an endpoint missed: messages whose schedule ended in failure, or that were cancelled while it was disabled.
 * @throws PreconditionError when the endpoint is disabled
 */
export async function redeliverMissedWebhooks(
  ctx: Context,
  input: RedeliverMissedWebhooksInput,
): Promise<RedeliveredMissed> {
  const wish = parseInput(redeliverMissedWebhooksInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  await requireFeature(ctx, workspaceId, "plumbline.webhook-redelivery");
  return await transact(ctx, { workspaceId, verb: "redeliverMissedWebhooks", input: wish }, async (tx) => {
    const endpoint = await lockEndpoint(tx, workspaceId, wish.id);
    if (endpoint.disabledAt) {
      throw new PreconditionError("The endpoint is disabled, so nothing is sent to it.", "Enable it, then redeliver.");
    }
    const redelivered = await sendAgain(tx, ctx, endpoint, wish.since);
    await recordEvent(tx, ctx, webhookMessagesRedelivered, {
      workspaceId,
      subjectId: endpoint.id,
      data: {
        url: shownUrl(endpoint.url),
        description: endpoint.description,
        since: wish.since.toISOString(),
        count: redelivered,
      },
    });
    return { webhookEndpoint: endpoint, redelivered };
  });
}

async function sendAgain(tx: Db, ctx: Context, { workspaceId, id }: WebhookEndpoint, since: Date): Promise<number> {
  const missed = and(
    eq(webhookMessages.workspaceId, workspaceId),
    eq(webhookMessages.endpointId, id),
    inArray(webhookMessages.state, ["failed", "cancelled"]),
    gte(webhookMessages.createdAt, since),
  );
  const oldest = tx
    .select({ id: webhookMessages.id })
    .from(webhookMessages)
    .where(missed)
    .orderBy(asc(webhookMessages.id))
    .limit(mostAtOnce)
    .for("update");
  const now = ctx.app.clock.now();
  const again = await tx
    .update(webhookMessages)
    .set({ state: "pending", scheduledFrom: now, scheduleStep: 0, nextAttemptAt: now, sendingUntil: null })
    .where(and(eq(webhookMessages.workspaceId, workspaceId), inArray(webhookMessages.id, oldest)))
    .returning({ messageId: webhookMessages.id, made: webhookMessages.attempts });
  const jobs = again.map(({ messageId, made }) => ({ workspaceId, messageId, attempt: made + 1 }));
  // One statement for all: a thousand one by one would hold the endpoint's lock for a second.
  await tx.execute(sql`
    select plumbline.enqueue(${deliverWebhook.name}, job::text::json, now(), ${deliverWebhook.maxAttempts}::int, null::text)
    from jsonb_array_elements(${JSON.stringify(jobs)}::text::jsonb) as job`);
  return again.length;
}
