import { channels, type NotificationMessage, notifications } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { idOutside } from "../../../graphql/id-outside.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { Notification } from "../channel-kind.ts";
import { listNotifications } from "../list-notifications.ts";
import { loadAttempts, loadNotification, type NotificationAttempt } from "../load-notification.ts";
import { placeOf } from "../place-of.ts";
import "../notification-ids.ts";
import { ChannelRef } from "./channel-type.ts";

export const NotificationRef = builder.objectRef<Notification>("Notification");

const StateRef = builder.enumType("NotificationState", {
  description: "How far a message got.",
  values: {
    QUEUED: { value: "queued" as const, description: "An attempt is planned or under way." },
    SENT: { value: "sent" as const, description: "The far side took it." },
    FAILED: { value: "failed" as const, description: "The far side refused it for good, or every attempt failed." },
    MERGED: { value: "merged" as const, description: "Another message stands for it: too many came at once." },
    SUPPRESSED: { value: "suppressed" as const, description: "Nobody was to get it; the reason says why." },
  },
});

const SeverityRef = builder.enumType("NotificationSeverity", {
  description: "How bad it is.",
  values: {
    CRITICAL: { value: "critical" as const, description: "Somebody has to act now." },
    ERROR: { value: "error" as const, description: "Something does not work." },
    WARNING: { value: "warning" as const, description: "Something may stop working." },
    INFO: { value: "info" as const, description: "Good to know." },
    OK: { value: "ok" as const, description: "It is over, or well." },
  },
});

const PurposeRef = builder.enumType("NotificationAttemptPurpose", {
  description: "What an attempt was for.",
  values: {
    SEND: { value: "send" as const, description: "To hand the message over." },
    UPDATE: { value: "update" as const, description: "To change a message that the far side has." },
  },
});

const AttemptRef = builder.objectRef<NotificationAttempt>("NotificationAttempt").implement({
  description: "One try at handing one message over, as it went.",
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1 for the first." }),
    purpose: t.expose("purpose", { type: PurposeRef, description: "What it was for." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    durationMs: t.exposeInt("durationMs", { description: "Milliseconds until the answer, or until it failed." }),
    status: t.exposeInt("status", {
      nullable: true,
      description: "The far side's status (HTTP, SMTP); null without one.",
    }),
    error: t.exposeString("error", { nullable: true, description: "Why it was not taken; null when it was." }),
    response: t.exposeString("response", { nullable: true, description: "What the far side said, at most 1 KiB." }),
  }),
});

const FieldRef = builder.objectRef<NotificationMessage["fields"][number]>("NotificationField").implement({
  description: "One fact of a message.",
  fields: (t) => ({
    label: t.exposeString("label", { description: "Its name." }),
    value: t.exposeString("value", { description: "Its value." }),
  }),
});

builder.node(NotificationRef, {
  description:
    "One message to one channel, with every attempt. Its id is what the far side sees, the same in each attempt.",
  id: { resolve: (notification) => notification.id },
  loadOne: loadNotification,
  fields: (t) => ({
    title: t.string({ description: "What happened.", resolve: ({ message }) => message.title }),
    body: t.stringList({ description: "Paragraphs of plain text.", resolve: ({ message }) => message.body }),
    severity: t.field({ type: SeverityRef, description: "How bad it is.", resolve: ({ message }) => message.severity }),
    fields: t.field({ type: [FieldRef], description: "Its facts.", resolve: ({ message }) => message.fields }),
    resolvedCause: t.string({
      nullable: true,
      description: "Why it is over; null while it is not.",
      resolve: ({ message }) => message.resolved?.cause ?? null,
    }),
    url: t.string({
      description: "The console's page about it.",
      resolve: async (notification, _, ctx) => (await placeOf(ctx, notification)).placeUrl,
    }),
    state: t.expose("state", { type: StateRef, description: "How far it got." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it failed or was suppressed." }),
    groupKey: t.exposeString("groupKey", { description: "All messages about one thing have the same." }),
    subjectType: t.exposeString("subjectType", { description: "The noun of what it is about: `alert`." }),
    subjectId: t.string({
      description: "The id of what it is about, as the API takes it.",
      resolve: ({ subjectType, subjectId }) => idOutside(subjectType, subjectId),
    }),
    mergedCount: t.exposeInt("mergedCount", { description: "How many messages it stands for; 0 for an ordinary one." }),
    mergedInto: t.field({
      type: NotificationRef,
      nullable: true,
      description: "The message that stands for this one.",
      resolve: ({ workspaceId, mergedIntoId }, _, ctx) =>
        mergedIntoId ? loadRow(ctx, notifications, workspaceId, mergedIntoId) : null,
    }),
    attempts: t.field({
      type: [AttemptRef],
      description: "Every attempt, first to last.",
      resolve: (notification, _, ctx) => loadAttempts(ctx, notification),
    }),
    nextAttemptAt: t.expose("nextAttemptAt", {
      type: "DateTime",
      nullable: true,
      description: "When the next attempt is made; null when none is planned.",
    }),
    sentAt: t.expose("sentAt", { type: "DateTime", nullable: true, description: "When the far side took it." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was asked for." }),
    channel: t.field({
      type: ChannelRef,
      nullable: true,
      description: "Where it goes.",
      resolve: ({ workspaceId, channelId }, _, ctx) => loadRow(ctx, channels, workspaceId, channelId),
    }),
  }),
});

const StateFilter = builder.inputType("NotificationStateFilter", {
  description: "Compares a message's state.",
  fields: (t) => ({ in: t.field({ type: [StateRef], description: "Any of these." }) }),
});

export const NotificationFilterInput = builder.inputType("NotificationFilter", {
  description: "Which messages; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateFilter, description: "By state." }),
    channelId: t.globalID({ for: ChannelRef, description: "Of this channel." }),
    groupKey: t.string({ description: "About this one thing." }),
    notificationId: t.globalID({ for: NotificationRef, description: "Those that this one stands for." }),
  }),
});

builder.objectField(ChannelRef, "notifications", (t) =>
  t.connection(
    {
      type: NotificationRef,
      description: "Its messages, newest first. Kept thirty days.",
      args: { filter: t.arg({ type: NotificationFilterInput, description: "Only these." }) },
      resolve: ({ workspaceId, id }, { filter, ...page }, ctx) =>
        listNotifications(ctx, workspaceId, page, { ...uuids(filter ?? {}), channelId: id }),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
);

builder.objectField(WorkspaceRef, "notifications", (t) =>
  t.connection({
    type: NotificationRef,
    description: "Messages to every channel, newest first. Kept thirty days.",
    args: { filter: t.arg({ type: NotificationFilterInput, description: "Only these." }) },
    resolve: ({ id }, { filter, ...page }, ctx) => listNotifications(ctx, id, page, uuids(filter ?? {})),
  }),
);
