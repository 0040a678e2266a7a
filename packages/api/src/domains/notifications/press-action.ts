import type { Db } from "@plumbline/db";
import { channels, notificationPresses, notifications } from "@plumbline/db/schema";
import { decodeId } from "../../graphql/ids.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { isFeatureOn } from "../../service/features.ts";
import { transact } from "../../service/transact.ts";
import { accessOf, type ButtonPress, type PressAtIntegration } from "../integrations/index.ts";
import type { Channel, Notification } from "./channel-kind.ts";
import { notificationActionPressed } from "./events.ts";
import { findPresser, type Presser } from "./find-presser.ts";
import { ownChannel, ownNotification } from "./lock-channel.ts";
import { buttonsBlockPrefix } from "./slack/slack-blocks.ts";

/** What became of a press: taken, or why not, in words for the person. */
export type PressVerdict = { taken: true } | { taken: false; refusal: string };

/**
 * Judges a button that a person pressed in one of our messages, once: it is taken when the message is of this workspace and
 * integration, still offers the button, and the person is a member with the right to act. Those above react to the event.
 */
export async function pressAction(
  ctx: Context,
  workspaceId: string,
  { press, provider, integration }: PressAtIntegration,
): Promise<PressVerdict> {
  const notificationId = notificationIdIn(press);
  // Not a message of ours: other apps' buttons do not come here, but an old message's may.
  if (!notificationId) return { taken: false, refusal: "This button belongs to no message of Plumbline." };
  if (!(await isFeatureOn(ctx, workspaceId, "plumbline.message-actions")))
    return { taken: false, refusal: "Buttons are switched off in this workspace. Act in Plumbline instead." };
  const presser = await findPresser(
    ctx,
    workspaceId,
    async () => {
      const access = await accessOf(ctx, integration);
      return (await provider.buttons?.verifiedEmail(access, press.person.id)) ?? null;
    },
    provider.name,
  );
  return await transact(ctx, { workspaceId, verb: "pressAction", input: null }, async (tx) => {
    const [notification] = await tx.select().from(notifications).where(ownNotification(workspaceId, notificationId));
    const [channel] = notification
      ? await tx.select().from(channels).where(ownChannel(workspaceId, notification.channelId))
      : [];
    if (!notification || channel?.config.integrationId !== integration.id) {
      return { taken: false, refusal: "Plumbline does not know this message any more." };
    }
    const refusal = presser.refusal ?? staleness(notification, press);
    const isFirst = await rememberPress(tx, ctx, notification, press, presser, refusal);
    if (refusal) return { taken: false, refusal };
    if (isFirst) await recordPress(tx, ctx, notification, channel, press, presser);
    return { taken: true };
  });
}

function notificationIdIn({ messageRef }: ButtonPress): string | null {
  if (!messageRef.startsWith(buttonsBlockPrefix)) return null;
  try {
    return decodeId("ntf", messageRef.slice(buttonsBlockPrefix.length));
  } catch {
    return null;
  }
}

/** A message that changed since offers other buttons: what was pressed may have been done by somebody else. */
function staleness({ message }: Notification, { actionId, value }: ButtonPress): string | null {
  if (message.actions.some((action) => action.id === actionId && action.value === value)) return null;
  if (message.resolved) return `It is over already: ${message.resolved.cause}`;
  if (message.acknowledged) return `${message.acknowledged.by} is on it already.`;
  return "This was decided meanwhile. Look at it in Plumbline.";
}

/** @returns false when this very press is known */
async function rememberPress(
  tx: Db,
  ctx: Context,
  { workspaceId, id }: Notification,
  press: ButtonPress,
  presser: Presser,
  refusal: string | null,
): Promise<boolean> {
  const made = await tx
    .insert(notificationPresses)
    .values({
      workspaceId,
      notificationId: id,
      pressKey: press.key.slice(0, 300),
      actionId: press.actionId,
      value: press.value,
      byName: press.person.name,
      byExternalId: press.person.id,
      byUserId: presser.userId,
      refusal,
      createdAt: ctx.app.clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: notificationPresses.id });
  return made.length > 0;
}

async function recordPress(
  tx: Db,
  ctx: Context,
  notification: Notification,
  channel: Channel,
  press: ButtonPress,
  presser: Presser,
): Promise<void> {
  const { workspaceId, id, tenantId, subjectType, subjectId } = notification;
  await recordEvent(tx, ctx, notificationActionPressed, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: {
      notificationId: id,
      channelId: channel.id,
      actionId: press.actionId,
      value: press.value,
      subjectType,
      subjectId,
      by: {
        name: press.person.name,
        externalId: press.person.id,
        ...(presser.userId ? { userId: presser.userId } : {}),
      },
    },
  });
}
