import { MailRefusedError } from "../../../mail/open-smtp.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { personalMessageKind, preferenceFor } from "../../inbox/index.ts";
import {
  type ChannelDelivery,
  type ChannelSettings,
  defineChannelKind,
  type Refused,
  type SendOutcome,
} from "../channel-kind.ts";
import { memberAddress } from "../member-address.ts";
import { notificationMail } from "../notification-mail.ts";

/** Addresses of one channel at most. */
const mostAddresses = 20;

const address = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,190}$/;

/** Mail through the installation's mail server. */
export const emailChannel = defineChannelKind({
  name: "email",
  title: "Email",
  description: "A mail to one or more addresses; messages about one thing are one conversation.",
  guide: "email",
  fields: [
    {
      name: "to",
      label: "Addresses",
      help: `Up to ${mostAddresses}, with commas between.`,
      placeholder: "ops@meridian.example, lead@meridian.example",
    },
  ],
  repeats:
    "A worker that dies after the mail server took a mail makes a second one with the same Message-ID, which mail programs show once.",
  perMinute: 10,
  personal: true,
  where: (settings) => addressesIn(settings).join(", "),
  async prepare(_ctx, _workspaceId, settings) {
    const wrong = addressesIn(settings).filter((one) => !address.test(one));
    const count = addressesIn(settings).length;
    if (count === 0 || count > mostAddresses || wrong.length > 0) {
      const message = wrong.length > 0 ? `${wrong[0]} is no mail address.` : `must be 1 to ${mostAddresses} addresses.`;
      throw new InvalidInputError([{ path: ["settings", "to"], message }]);
    }
    return settings;
  },
  send: mail,
});

function addressesIn({ to }: ChannelSettings): string[] {
  return (to ?? "")
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter(Boolean);
}

async function mail(ctx: Context, delivery: ChannelDelivery): Promise<SendOutcome> {
  const { channel, notification, settings, message } = delivery;
  const { userId } = channel;
  if (userId && !(await preferenceFor(ctx, userId, personalMessageKind)).email) {
    return { result: "unwanted", reason: "The person chose not to get these by mail." };
  }
  const to = userId
    ? [await memberAddress(ctx, channel.workspaceId, userId)].filter((one) => one !== null)
    : addressesIn(settings);
  if (to.length === 0) return { result: "unwanted", reason: "The person has no mail address that is verified." };
  try {
    const receipt = await ctx.app.mailer.handOverNow({
      id: notification.id,
      to,
      content: notificationMail(delivery),
      thread: `${channel.id}/${notification.groupKey}`,
    });
    if (!receipt) {
      return {
        result: "taken",
        status: null,
        response: "No mail server is set (SMTP_URL): the mail is in the local mailbox and never left this machine.",
        proof: null,
      };
    }
    const { server, response, refused } = receipt;
    const said = refused.length > 0 ? `${response} (not taken for ${refused.join(", ")})` : response;
    const what = `“${message.title}” for ${to.filter((one) => !refused.includes(one)).join(", ")}: ${response}`;
    return {
      result: "taken",
      status: Number.parseInt(response, 10) || null,
      response: said,
      proof: { what, from: server },
    };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    return refusedBy(error);
  }
}

function refusedBy({ message, permanent, code }: MailRefusedError): Refused {
  const words = code ? `The mail server answered ${message}` : `The mail server could not be reached: ${message}`;
  return {
    result: "refused",
    status: code,
    reason: words.endsWith(".") ? words : `${words}.`,
    nextStep: permanent
      ? "Correct the channel's addresses, then send a test."
      : "Check that the mail server of SMTP_URL answers; the mail is tried again by itself.",
    response: message,
    fault: permanent ? "channel" : "moment",
  };
}
