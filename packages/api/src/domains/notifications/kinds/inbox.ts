import type { Context } from "../../../service/context.ts";
import { type Role, roles } from "../../../service/permissions.ts";
import { personalMessageKind, preferenceFor, putInInbox } from "../../inbox/index.ts";
import { audienceField, rolesIn } from "../audience.ts";
import { type ChannelDelivery, defineChannelKind, type SendOutcome } from "../channel-kind.ts";
import { plainBody } from "../plain-body.ts";

/** The inbox that every member has in the console. */
export const inboxChannel = defineChannelKind({
  name: "inbox",
  title: "Personal inbox",
  description: "A notice in the console's inbox of every member of the roles that you choose.",
  guide: "personal-inbox",
  fields: [audienceField],
  repeats: "Cannot happen: the notice is written once for each message and person.",
  perMinute: 60,
  personal: true,
  where: (settings) => `Inbox of ${rolesIn(settings).join(", ")}`,
  send: putMessageInInbox,
});

async function putMessageInInbox(
  ctx: Context,
  { channel, settings, message, notification }: ChannelDelivery,
): Promise<SendOutcome> {
  const { userId, workspaceId } = channel;
  if (userId && !(await preferenceFor(ctx, userId, personalMessageKind)).inbox) {
    return { result: "unwanted", reason: "The person chose not to get these in the inbox." };
  }
  const to = userId ? { userId } : { roles: rolesIn(settings) as Role[] };
  const people = await putInInbox(ctx, {
    workspaceId,
    to,
    kind: personalMessageKind,
    causeId: notification.id,
    title: message.title,
    body: plainBody(message).join("\n"),
    place: message.place,
  });
  if (people === 0) return { result: "unwanted", reason: `Nobody has one of the roles ${roles.join(", ")} any more.` };
  const what = userId ? `“${message.title}” is in the inbox` : `“${message.title}” is in ${people} inboxes`;
  return { result: "taken", status: null, response: what, proof: { what, from: "Plumbline's inbox" } };
}
