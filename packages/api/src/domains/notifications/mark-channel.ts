import type { Db } from "@plumbline/db";
import { channels, notifications } from "@plumbline/db/schema";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import type { Channel, Refused, Taken } from "./channel-kind.ts";
import { channelBroke, channelProved } from "./events.ts";
import { ownChannel } from "./lock-channel.ts";
import type { SendJob } from "./notification-ref.ts";
import { longestPauseMs } from "./retry-schedule.ts";

/** Failures in a row after which a channel counts as broken, though each may have been of its moment. */
const failuresThatBreak = 3;

/** What follows for a channel, whose lock the caller holds, from a message that its far side took. */
export async function markWorking(
  tx: Db,
  ctx: Context,
  job: SendJob,
  channel: Channel,
  { proof, response }: Taken,
): Promise<void> {
  const { workspaceId, id, kind, name, provenAt, brokenAt, failingSince } = channel;
  const now = ctx.app.clock.now();
  await tx
    .update(channels)
    .set({
      failingSince: null,
      failures: 0,
      // Nobody outside vouches for it (the local mailbox): the claim says so.
      failureReason: proof ? null : response,
      failureNextStep: null,
      brokenAt: null,
      pausedUntil: null,
      ...(proof ? { provenAt: now, provenWhat: proof.what, provenFrom: proof.from } : {}),
    })
    .where(ownChannel(workspaceId, id));
  if (failingSince) await wakeWaiting(tx, job, channel, now);
  if (!proof || (provenAt && !brokenAt)) return;
  await recordEvent(tx, ctx, channelProved, {
    workspaceId,
    subjectId: id,
    tenantId: channel.tenantId,
    data: { kind, name, what: proof.what, from: proof.from },
  });
}

/** What follows for a channel, whose lock the caller holds, from a message that its far side did not take. */
export async function markFailing(
  tx: Db,
  ctx: Context,
  channel: Channel,
  { fault, reason, nextStep, retryAfterMs = 0 }: Refused,
  at: Date,
): Promise<void> {
  // One message that cannot be said there says nothing against the channel.
  if (fault === "message") return;
  const { workspaceId, id, kind, name } = channel;
  const now = ctx.app.clock.now();
  const failures = channel.failures + 1;
  const breaks = !channel.brokenAt && (fault === "channel" || failures >= failuresThatBreak);
  const pause = Math.min(retryAfterMs, longestPauseMs);
  await tx
    .update(channels)
    .set({
      failures,
      failingSince: channel.failingSince ?? at,
      failureReason: reason,
      failureNextStep: nextStep,
      ...(breaks ? { brokenAt: now } : {}),
      ...(pause > 0 ? { pausedUntil: new Date(now.getTime() + pause) } : {}),
    })
    .where(ownChannel(workspaceId, id));
  if (!breaks) return;
  await recordEvent(tx, ctx, channelBroke, {
    workspaceId,
    subjectId: id,
    tenantId: channel.tenantId,
    data: { kind, name, reason, nextStep },
  });
}

/** Everything that waits for a later try of a channel goes out now: its far side works again, or a person mended it. */
export async function wakeWaiting(
  tx: Db,
  job: SendJob,
  { workspaceId, id: channelId }: Pick<Channel, "workspaceId" | "id">,
  now: Date,
): Promise<void> {
  const woken = await tx
    .update(notifications)
    .set({ nextAttemptAt: now })
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        eq(notifications.channelId, channelId),
        eq(notifications.state, "queued"),
        eq(notifications.collecting, false),
        isNull(notifications.sendingUntil),
        gt(notifications.nextAttemptAt, now),
      ),
    )
    .returning({ notificationId: notifications.id });
  const jobs = woken.map(({ notificationId }) => ({ workspaceId, channelId, notificationId }));
  if (jobs.length === 0) return;
  // One statement for all: ten thousand one by one would hold the channel's lock for seconds.
  await tx.execute(sql`
    select plumbline.enqueue(${job.name}, job::text::json, now(), ${job.maxAttempts}::int, null::text)
    from jsonb_array_elements(${JSON.stringify(jobs)}::text::jsonb) as job`);
}
