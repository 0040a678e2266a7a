import { notifications } from "@plumbline/db/schema";
import { z } from "zod";
import { loadRow } from "../../graphql/load-row.ts";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { ConflictError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { authorizeRow, unknownRow } from "../workspaces/index.ts";
import type { Notification } from "./channel-kind.ts";
import { notificationResent } from "./events.ts";
import { sendNotification } from "./jobs/send-notification.ts";
import { lockNotification, ownNotification } from "./lock-channel.ts";
import { lockWorkspaceChannel } from "./require-channel.ts";

export const resendNotificationInput = z.object({ id: z.uuid() });

export type ResendNotificationInput = z.input<typeof resendNotificationInput>;

/**
 * Sends a message that failed or was suppressed, now; if that fails, the schedule of retries begins anew.
 * @throws ConflictError for one that is on its way, was taken, or stands in another
 * @throws PreconditionError while its channel is muted
 */
export async function resendNotification(ctx: Context, input: ResendNotificationInput): Promise<Notification> {
  const wish = parseInput(resendNotificationInput, input);
  const noun = "message";
  const workspaceId = await authorizeRow(ctx, {
    table: notifications,
    id: wish.id,
    permission: "channels:write",
    noun,
  });
  const seen = await loadRow(ctx, notifications, workspaceId, wish.id);
  if (!seen) throw unknownRow(noun);
  return await transact(ctx, { workspaceId, verb: "resendNotification", input: wish }, async (tx) => {
    const channel = await lockWorkspaceChannel(tx, workspaceId, seen.channelId);
    const notification = await lockNotification(tx, workspaceId, wish.id);
    if (!notification) throw unknownRow(noun);
    if (channel.mutedAt) throw new PreconditionError("The channel is muted.", "Unmute it, then send the message.");
    if (notification.state !== "failed" && notification.state !== "suppressed") {
      throw new ConflictError(
        `The message is ${notification.state}; only one that was not sent can be sent again.`,
        null,
      );
    }
    const now = ctx.app.clock.now();
    const [after] = await tx
      .update(notifications)
      .set({
        state: "queued",
        reason: null,
        scheduledFrom: now,
        scheduleStep: 0,
        nextAttemptAt: now,
        sendingUntil: null,
      })
      .where(ownNotification(workspaceId, wish.id))
      .returning();
    const { subjectType, subjectId, message, tenantId } = notification;
    await recordEvent(tx, ctx, notificationResent, {
      workspaceId,
      subjectId: wish.id,
      tenantId,
      data: { channelId: channel.id, kind: channel.kind, title: message.title, subjectType, subjectId },
    });
    await enqueue(tx, sendNotification, { workspaceId, channelId: channel.id, notificationId: wish.id });
    return after as Notification;
  });
}
