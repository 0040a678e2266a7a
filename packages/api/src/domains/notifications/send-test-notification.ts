import { randomUUID } from "node:crypto";
import type { NotificationMessage } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import { describeActor } from "../../service/actor.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import type { Notification } from "./channel-kind.ts";
import { channelTested } from "./events.ts";
import { lockNotification } from "./lock-channel.ts";
import { channelIdOutside } from "./notification-ids.ts";
import { queueNotification } from "./queue-notification.ts";
import { authorizeChannel, lockWorkspaceChannel } from "./require-channel.ts";

export const sendTestNotificationInput = z.object({ channelId: z.uuid() });

export type SendTestNotificationInput = z.input<typeof sendTestNotificationInput>;

/**
 * Sends a message through the same path as every other: paced, signed, retried, recorded. What its far side says is the proof.
 * @throws PreconditionError while the channel is muted
 */
export async function sendTestNotification(ctx: Context, input: SendTestNotificationInput): Promise<Notification> {
  const wish = parseInput(sendTestNotificationInput, input);
  const workspaceId = await authorizeChannel(ctx, wish.channelId, "channels:write");
  return await transact(ctx, { workspaceId, verb: "sendTestNotification", input: wish }, async (tx) => {
    const channel = await lockWorkspaceChannel(tx, workspaceId, wish.channelId);
    if (channel.mutedAt) {
      throw new PreconditionError("The channel is muted, so nothing is sent to it.", "Unmute it, then send the test.");
    }
    const { id, kind, name, tenantId } = channel;
    const place = `channels/${channelIdOutside(id)}`;
    const { notificationId } = await queueNotification(tx, ctx, {
      workspaceId,
      channelId: id,
      dedupeKey: `test/${randomUUID()}`,
      groupKey: `test/${randomUUID()}`,
      message: testMessage(name, describeActor(ctx.actor).actorName, place),
      subject: { type: "channel", id },
      tenantId,
      mustArrive: true,
    });
    await recordEvent(tx, ctx, channelTested, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { kind, name, notificationId },
    });
    return (await lockNotification(tx, workspaceId, notificationId)) as Notification;
  });
}

/** What a test says. */
export function testMessage(channel: string, who: string, place: string): NotificationMessage {
  return {
    title: `Test of ${channel}`,
    body: [`${who} asked for this message, to see that it arrives. Nothing is wrong.`],
    severity: "info",
    place,
    fields: [],
    quotes: [],
    actions: [],
  };
}
