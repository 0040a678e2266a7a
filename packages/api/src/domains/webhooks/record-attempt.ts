import type { Db } from "@plumbline/db";
import { webhookAttempts, webhookEndpoints, webhookMessages } from "@plumbline/db/schema";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import type { AttemptJob, AttemptRef } from "./claim-attempt.ts";
import { webhookEndpointFailing, webhookEndpointProven, webhookEndpointRecovered } from "./events.ts";
import type { AttemptOutcome } from "./make-attempt.ts";
import { lockEndpoint, ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { lockMessage, ownMessage, type WebhookMessage } from "./require-webhook-message.ts";
import { disableAfterMs, nextAttemptAt } from "./retry-schedule.ts";
import { shownUrl } from "./shown-url.ts";
import { switchOff } from "./switch-off.ts";

/** A day is full a minute early: the last attempt of a schedule begins a day after its first and must count as that. */
const slackMs = 60_000;

/** Writes down how an attempt went, with everything that follows from it: proof, next attempt, switching off. */
export async function recordAttempt(
  ctx: Context,
  ref: AttemptRef,
  endpointId: string,
  outcome: AttemptOutcome,
  job: AttemptJob,
): Promise<void> {
  const { workspaceId, messageId, attempt } = ref;
  await transact(ctx, { workspaceId, verb: "recordAttempt", input: null }, async (tx) => {
    // An endpoint that was deleted during the call leaves nothing to follow.
    const endpoint = await lockEndpoint(tx, workspaceId, endpointId).catch(() => null);
    const message = await lockMessage(tx, workspaceId, messageId).catch(() => null);
    // Another run of the same job has reported it: at least once, written once.
    if (!message || message.attempts !== attempt - 1) return;
    const { startedAt, durationMs, status, error, response } = outcome;
    await tx
      .insert(webhookAttempts)
      .values({ workspaceId, messageId, number: attempt, startedAt, durationMs, status, error, response });
    const next = await moveMessage(tx, ctx, message, outcome, endpoint !== null && endpoint.disabledAt === null);
    if (next) await enqueue(tx, job, { ...ref, attempt: attempt + 1 }, { runAt: next });
    if (!endpoint) return;
    if (error === null) await markWorking(tx, ctx, endpoint, message, outcome);
    else await markFailing(tx, ctx, endpoint, outcome, error);
  });
}

/** @returns when the next attempt is to be made, or null */
async function moveMessage(
  tx: Db,
  ctx: Context,
  message: WebhookMessage,
  outcome: AttemptOutcome,
  sending: boolean,
): Promise<Date | null> {
  const made = message.scheduleStep + 1;
  const delivered = outcome.error === null;
  const now = ctx.app.clock.now();
  const next =
    delivered || !sending
      ? null
      : nextAttemptAt({ from: message.scheduledFrom, made, now, retryAfterMs: outcome.retryAfterMs });
  const unsent = sending ? "failed" : "cancelled";
  await tx
    .update(webhookMessages)
    .set({
      state: delivered ? "delivered" : next ? "pending" : unsent,
      attempts: message.attempts + 1,
      scheduleStep: made,
      nextAttemptAt: next,
      sendingUntil: null,
      ...(delivered ? { deliveredAt: now } : {}),
    })
    .where(ownMessage(message.workspaceId, message.id));
  return next;
}

async function markWorking(
  tx: Db,
  ctx: Context,
  endpoint: WebhookEndpoint,
  message: WebhookMessage,
  outcome: AttemptOutcome,
): Promise<void> {
  const { workspaceId, id, failingSince, lastSuccessAt } = endpoint;
  await tx
    .update(webhookEndpoints)
    .set({
      lastSuccessAt: ctx.app.clock.now(),
      lastSuccessStatus: outcome.status,
      lastSuccessEventType: message.eventType,
      failingSince: null,
      failureReason: null,
    })
    .where(ownEndpoint(workspaceId, id));
  const about = { url: shownUrl(endpoint.url), description: endpoint.description };
  if (failingSince) {
    const data = { ...about, failingSince: failingSince.toISOString() };
    await recordEvent(tx, ctx, webhookEndpointRecovered, { workspaceId, subjectId: id, data });
  } else if (!lastSuccessAt) {
    const data = { ...about, status: outcome.status ?? 0 };
    await recordEvent(tx, ctx, webhookEndpointProven, { workspaceId, subjectId: id, data });
  }
}

async function markFailing(
  tx: Db,
  ctx: Context,
  endpoint: WebhookEndpoint,
  outcome: AttemptOutcome,
  reason: string,
): Promise<void> {
  const { workspaceId, id } = endpoint;
  const failingSince = endpoint.failingSince ?? outcome.startedAt;
  await tx.update(webhookEndpoints).set({ failingSince, failureReason: reason }).where(ownEndpoint(workspaceId, id));
  if (endpoint.disabledAt) return;
  if (!endpoint.failingSince) {
    const data = { url: shownUrl(endpoint.url), description: endpoint.description, reason };
    await recordEvent(tx, ctx, webhookEndpointFailing, { workspaceId, subjectId: id, data });
  }
  const failedForMs = ctx.app.clock.now().getTime() - failingSince.getTime();
  if (outcome.status === 410) await switchOff(tx, ctx, endpoint, { reason, automatic: true });
  else if (failedForMs >= disableAfterMs - slackMs) {
    const hours = Math.round(failedForMs / 3_600_000);
    await switchOff(tx, ctx, endpoint, {
      reason: `Every delivery failed for ${hours} hours. Last: ${reason}`,
      automatic: true,
    });
  }
}
