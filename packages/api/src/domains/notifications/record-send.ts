import type { Db } from "@plumbline/db";
import { notificationAttempts, notifications } from "@plumbline/db/schema";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import type { Notification, Refused, Taken, Unwanted } from "./channel-kind.ts";
import type { ClaimedSend } from "./claim-notification.ts";
import { notificationFailed, notificationSent } from "./events.ts";
import { lockChannel, lockNotification, ownNotification } from "./lock-channel.ts";
import { markFailing, markWorking } from "./mark-channel.ts";
import { clip } from "./notification-message.ts";
import type { NotificationRef, SendJob } from "./notification-ref.ts";
import { nextAttemptAt } from "./retry-schedule.ts";

/** Characters of a far side's answer that are kept. */
const keptAnswer = 1024;

export interface MadeAttempt {
  ref: NotificationRef;
  claim: ClaimedSend;
  outcome: Taken | Refused | Unwanted;
  startedAt: Date;
  durationMs: number;
}

/** Writes down how an attempt went, with everything that follows from it: proof, next attempt, giving up. */
export async function recordSend(ctx: Context, job: SendJob, made: MadeAttempt): Promise<void> {
  const { workspaceId, channelId, notificationId } = made.ref;
  await transact(ctx, { workspaceId, verb: "recordSend", input: null }, async (tx) => {
    const channel = await lockChannel(tx, workspaceId, channelId);
    const notification = await lockNotification(tx, workspaceId, notificationId);
    // Another claim began after this one's time: what it reports counts.
    if (!channel || notification?.sendingUntil?.getTime() !== made.claim.lease.getTime()) return;
    await insertAttempt(tx, notification, made);
    const { outcome } = made;
    if (outcome.result === "unwanted") return await markUnwanted(tx, notification, outcome);
    if (outcome.result === "taken") {
      await markTaken(tx, ctx, job, notification, made, outcome);
      await markWorking(tx, ctx, job, channel, outcome);
    } else {
      await markRefused(tx, ctx, job, notification, made, outcome);
      await markFailing(tx, ctx, channel, outcome, made.startedAt);
    }
  });
}

async function insertAttempt(tx: Db, notification: Notification, made: MadeAttempt): Promise<void> {
  const { outcome, startedAt, durationMs, claim } = made;
  const error = outcome.result === "refused" ? outcome.reason : outcome.result === "unwanted" ? outcome.reason : null;
  const response = outcome.result === "unwanted" ? null : outcome.response;
  await tx.insert(notificationAttempts).values({
    workspaceId: notification.workspaceId,
    notificationId: notification.id,
    number: notification.attempts + 1,
    purpose: claim.purpose,
    startedAt,
    durationMs,
    status: outcome.result === "unwanted" ? null : outcome.status,
    error: error && clip(error, keptAnswer),
    response: response && clip(response, keptAnswer),
  });
}

async function markTaken(
  tx: Db,
  ctx: Context,
  job: SendJob,
  notification: Notification,
  { ref, claim }: MadeAttempt,
  outcome: Taken,
): Promise<void> {
  const { workspaceId, id, sentAt } = notification;
  const attempts = notification.attempts + 1;
  await tx
    .update(notifications)
    .set({
      state: "sent",
      attempts,
      sentRevision: claim.notification.revision,
      nextAttemptAt: null,
      sendingUntil: null,
      scheduleStep: 0,
      scheduledFrom: ctx.app.clock.now(),
      reason: null,
      uncertain: false,
      ...(outcome.remote ? { remote: outcome.remote } : {}),
      ...(sentAt ? {} : { sentAt: ctx.app.clock.now() }),
    })
    .where(ownNotification(workspaceId, id));
  // Its words changed while it was on its way.
  const changed = notification.revision > claim.notification.revision;
  if (changed && (outcome.remote ?? notification.remote)) await enqueue(tx, job, ref);
  if (claim.purpose === "update") return;
  const { mergedCount } = notification;
  const data = { ...shown(claim), attempts, mergedCount };
  await recordEvent(tx, ctx, notificationSent, {
    workspaceId,
    subjectId: id,
    tenantId: notification.tenantId,
    data,
  });
}

async function markRefused(
  tx: Db,
  ctx: Context,
  job: SendJob,
  notification: Notification,
  { ref, claim }: MadeAttempt,
  outcome: Refused,
): Promise<void> {
  const { workspaceId, id } = notification;
  const attempts = notification.attempts + 1;
  const step = notification.scheduleStep + 1;
  const now = ctx.app.clock.now();
  const { retryAfterMs = 0 } = outcome;
  const next =
    outcome.fault === "message"
      ? null
      : nextAttemptAt({ from: notification.scheduledFrom, made: step, now, retryAfterMs });
  const isUpdate = claim.purpose === "update";
  const { sentRevision, revision } = notification;
  await tx
    .update(notifications)
    .set({
      state: next ? notification.state : isUpdate ? "sent" : "failed",
      reason: outcome.reason,
      attempts,
      scheduleStep: step,
      nextAttemptAt: next,
      sendingUntil: null,
      // No answer is no refusal: the far side may have it.
      uncertain: outcome.status === null && outcome.fault === "moment",
      // A change that is given up is not looked for again.
      sentRevision: isUpdate && !next ? revision : sentRevision,
      ...(outcome.remote ? { remote: outcome.remote } : {}),
    })
    .where(ownNotification(workspaceId, id));
  if (next) await enqueue(tx, job, ref, { runAt: next });
  else if (!isUpdate) {
    const data = { ...shown(claim), attempts, reason: outcome.reason };
    await recordEvent(tx, ctx, notificationFailed, {
      workspaceId,
      subjectId: id,
      tenantId: notification.tenantId,
      data,
    });
  }
}

async function markUnwanted(tx: Db, notification: Notification, { reason }: Unwanted): Promise<void> {
  const { workspaceId, id, state, revision, attempts } = notification;
  await tx
    .update(notifications)
    .set({
      state: state === "sent" ? "sent" : "suppressed",
      reason,
      attempts: attempts + 1,
      sentRevision: revision,
      nextAttemptAt: null,
      sendingUntil: null,
    })
    .where(ownNotification(workspaceId, id));
}

function shown({ channel, notification }: ClaimedSend) {
  const { subjectType, subjectId, message } = notification;
  return { channelId: channel.id, kind: channel.kind, title: message.title, subjectType, subjectId };
}
