import { channels, notifications } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import { createFarSidePaces } from "../../outbound/index.ts";
import { enqueue } from "../../outbox/enqueue.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import type { ChannelDelivery, SendOutcome } from "./channel-kind.ts";
import { openChannelSettings, openPreviousSettings } from "./channel-settings.ts";
import { type ClaimedSend, claimNotification } from "./claim-notification.ts";
import { findChannelKind } from "./find-channel-kind.ts";
import { lockChannel, ownChannel, ownNotification } from "./lock-channel.ts";
import type { NotificationRef, SendJob } from "./notification-ref.ts";
import { placeOf } from "./place-of.ts";
import { recordSend } from "./record-send.ts";

const paces = createFarSidePaces();

/** Makes one attempt, in three steps, so that no transaction is held over the call: claim, send, record. */
export async function attemptNotification(ctx: Context, ref: NotificationRef, job: SendJob): Promise<void> {
  const claim = await claimNotification(ctx, ref, job);
  if (claim.kind === "done") return;
  if (claim.kind === "wait") return await comeBack(ctx, ref, job, claim.until);
  const startedAt = ctx.app.clock.now();
  const begun = performance.now();
  const attempt = await paces.run(claim.channel.id, () => handOver(ctx, claim, startedAt));
  if ("waitMs" in attempt) return await postpone(ctx, ref, job, claim, attempt.waitMs);
  const outcome = attempt.done;
  if (outcome.result === "put_off") return await postpone(ctx, ref, job, claim, outcome.waitMs);
  await recordSend(ctx, job, {
    ref,
    claim,
    outcome,
    startedAt,
    durationMs: Math.round(performance.now() - begun),
  });
}

async function handOver(ctx: Context, claim: ClaimedSend, at: Date): Promise<SendOutcome> {
  const { channel, notification, root } = claim;
  const kind = findChannelKind(channel.kind);
  const { placeUrl, workspaceName } = await placeOf(ctx, notification);
  const delivery: ChannelDelivery = {
    channel,
    settings: openChannelSettings(ctx.app, channel),
    previousSettings: openPreviousSettings(ctx.app, channel, at),
    notification,
    message: notification.message,
    root,
    placeUrl,
    workspaceName,
    uncertain: notification.uncertain,
    at,
  };
  if (claim.purpose === "send") return await kind.send(ctx, delivery);
  if (!kind.update || !notification.remote) return { result: "unwanted", reason: "It cannot be changed there." };
  return await kind.update(ctx, delivery, notification.remote);
}

/** Gives the claim and its turn back and plans the same attempt a little later; nothing was sent, so nothing is recorded. */
async function postpone(ctx: Context, ref: NotificationRef, job: SendJob, claim: ClaimedSend, ms: number) {
  const { workspaceId, channelId, notificationId } = ref;
  const until = new Date(ctx.app.clock.now().getTime() + ms);
  await transact(ctx, { workspaceId, verb: "postponeNotification", input: null }, async (tx) => {
    await lockChannel(tx, workspaceId, channelId);
    if (claim.purpose === "send") {
      const windowCount = sql`greatest(${channels.windowCount} - 1, 0)`;
      await tx.update(channels).set({ windowCount }).where(ownChannel(workspaceId, channelId));
    }
    await tx
      .update(notifications)
      .set({ sendingUntil: null, nextAttemptAt: until })
      .where(ownNotification(workspaceId, notificationId));
    await enqueue(tx, job, ref, { runAt: until });
  });
}

/** Somebody else may be making it, or it is not its turn; who comes back then finds it made, or makes it. */
async function comeBack(ctx: Context, ref: NotificationRef, job: SendJob, until: Date): Promise<void> {
  await transact(ctx, { workspaceId: ref.workspaceId, verb: "waitForNotification", input: null }, async (tx) => {
    await enqueue(tx, job, ref, { runAt: until });
  });
}
