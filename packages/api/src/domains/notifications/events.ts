import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const channel = z.object({ kind: z.string(), name: z.string() });
const notification = z.object({
  channelId: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
});

export const channelCreated = defineEvent({
  type: "channel.created",
  subject: "channel",
  description: "Somebody added a place to which messages go.",
  data: channel,
});

export const channelUpdated = defineEvent({
  type: "channel.updated",
  subject: "channel",
  description: "A channel was renamed, points elsewhere, got other secrets or limits, was muted or heard again.",
  data: channel,
});

export const channelSecretRotated = defineEvent({
  type: "channel.secret_rotated",
  subject: "channel",
  description: "A channel's signing secret was replaced; messages carry both signatures for the overlap.",
  data: channel.extend({ previousGoodUntil: z.string() }),
});

export const channelDeleted = defineEvent({
  type: "channel.deleted",
  subject: "channel",
  description: "Somebody deleted a channel; its secrets are gone and what waited is not sent.",
  data: channel,
});

export const channelTested = defineEvent({
  type: "channel.tested",
  subject: "channel",
  description: "Somebody had a test message sent to a channel.",
  data: channel.extend({ notificationId: z.uuid() }),
});

export const channelProved = defineEvent({
  type: "channel.proved",
  subject: "channel",
  description: "A channel's far side took a message: the first, or the first after it had failed.",
  data: channel.extend({ what: z.string(), from: z.string() }),
});

export const channelBroke = defineEvent({
  type: "channel.broke",
  subject: "channel",
  description: "A channel's far side refused it, or failed several times in a row.",
  data: channel.extend({ reason: z.string(), nextStep: z.string() }),
});

export const notificationSent = defineEvent({
  type: "notification.sent",
  subject: "notification",
  description: "A channel's far side took a message.",
  data: notification.extend({ attempts: z.number(), mergedCount: z.number() }),
});

export const notificationFailed = defineEvent({
  type: "notification.failed",
  subject: "notification",
  description: "A message was given up: the far side refused it for good, or every attempt failed.",
  data: notification.extend({ attempts: z.number(), reason: z.string() }),
});

export const notificationMerged = defineEvent({
  type: "notification.merged",
  subject: "notification",
  description: "Messages beyond a channel's rate were merged into this one, which says how many they are.",
  data: notification.extend({ count: z.number() }),
});

export const notificationResent = defineEvent({
  type: "notification.resent",
  subject: "notification",
  description: "Somebody had a message sent that had failed.",
  data: notification,
});

export const notificationActionPressed = defineEvent({
  type: "notification.action_pressed",
  subject: "notification",
  description: "A member with the right to act pressed a button in a message.",
  data: z.object({
    notificationId: z.uuid(),
    channelId: z.uuid(),
    actionId: z.string(),
    value: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    by: z.object({ name: z.string(), externalId: z.string(), userId: z.uuid().optional() }),
  }),
});
