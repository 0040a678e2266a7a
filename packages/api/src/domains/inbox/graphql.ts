import { builder } from "../../graphql/builder.ts";
import { directRefusals, refusals } from "../../graphql/refusal-types.ts";
import { totalCountOf } from "../../graphql/total-count.ts";
import { uuids } from "../../graphql/uuids.ts";
import { ViewerRef } from "../accounts/index.ts";
import { loadWorkspace, WorkspaceRef } from "../workspaces/index.ts";
import { inboxItemHref } from "./inbox-item-href.ts";
import { InboxItemRef } from "./inbox-item-ref.ts";
import { countUnread, listInbox, loadInboxItem } from "./list-inbox.ts";
import { type MarkedRead, markInboxRead } from "./mark-inbox-read.ts";
import { listNotificationPreferences, type NotificationPreference } from "./notification-preferences.ts";
import { setNotificationPreference } from "./set-notification-preference.ts";

builder.node(InboxItemRef, {
  description: "A notice for one person.",
  id: { resolve: (item) => item.id },
  loadOne: loadInboxItem,
  fields: (t) => ({
    kind: t.exposeString("kind", { description: "The kind of notice, the key of the person's preferences." }),
    title: t.exposeString("title", { description: "What happened." }),
    body: t.exposeString("body", { description: "Why, and what it means." }),
    href: t.string({
      description: "The console's page about it, from the root.",
      resolve: (item, _, ctx) => inboxItemHref(ctx, item),
    }),
    workspace: t.field({
      type: WorkspaceRef,
      nullable: true,
      description: "Where it happened.",
      resolve: ({ workspaceId }, _, ctx) => loadWorkspace(ctx, workspaceId),
    }),
    readAt: t.expose("readAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was read; null while unread.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it came." }),
  }),
});

const NotificationPreferenceRef = builder.objectRef<NotificationPreference>("NotificationPreference").implement({
  description: "Where a person wants one kind of notice.",
  fields: (t) => ({
    kind: t.exposeString("kind", { description: "The kind." }),
    title: t.exposeString("title", { description: "Its name." }),
    description: t.exposeString("description", { description: "When such a notice comes." }),
    inbox: t.exposeBoolean("inbox", { description: "Whether it comes to the inbox." }),
    email: t.exposeBoolean("email", { description: "Whether it comes by mail." }),
    push: t.exposeBoolean("push", { description: "Whether the browsers show it that you allowed." }),
  }),
});

const InboxFilterInput = builder.inputType("InboxFilter", {
  description: "Which notices; what is left out does not narrow.",
  fields: (t) => ({ unread: t.boolean({ description: "True: only those that are unread." }) }),
});

builder.objectFields(ViewerRef, (t) => ({
  inbox: t.connection(
    {
      type: InboxItemRef,
      description: "Your notices of all workspaces, the newest first.",
      args: { filter: t.arg({ type: InboxFilterInput, description: "Which ones." }) },
      resolve: (_, { filter, ...page }, ctx) => listInbox(ctx, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  unreadNotifications: t.int({
    description: "How many of your notices are unread.",
    resolve: (_, __, ctx) => countUnread(ctx),
  }),
  notificationPreferences: t.field({
    type: [NotificationPreferenceRef],
    description: "Where you want each kind of notice.",
    resolve: (_, __, ctx) => listNotificationPreferences(ctx),
  }),
}));

const MarkInboxReadInput = builder.inputType("MarkInboxReadInput", {
  description: "Which notices were read.",
  fields: (t) => ({
    ids: t.globalIDList({ for: InboxItemRef, description: "These; at most 200." }),
    all: t.boolean({ description: "True: all of them." }),
  }),
});

const MarkInboxReadSuccess = builder.objectRef<MarkedRead>("MarkInboxReadSuccess").implement({
  description: "What `MarkInboxRead` did.",
  fields: (t) => ({ count: t.exposeInt("count", { description: "How many were unread before." }) }),
});

const SetNotificationPreferenceInput = builder.inputType("SetNotificationPreferenceInput", {
  description: "Where you want one kind of notice.",
  fields: (t) => ({
    kind: t.string({ required: true, description: "The kind." }),
    inbox: t.boolean({ required: true, description: "Whether it comes to the inbox." }),
    email: t.boolean({ required: true, description: "Whether it comes by mail." }),
    push: t.boolean({ description: "Whether the browsers show it that you allowed. Left out, it stays as it is." }),
  }),
});

builder.mutationFields((t) => ({
  markInboxRead: t.field({
    type: MarkInboxReadSuccess,
    description: "Marks your own notices as read.",
    args: { input: t.arg({ type: MarkInboxReadInput, required: true, description: "Which." }) },
    errors: directRefusals("MarkInboxRead"),
    resolve: (_, { input }, ctx) => markInboxRead(ctx, uuids(input)),
  }),
  setNotificationPreference: t.field({
    type: NotificationPreferenceRef,
    description: "Chooses where you get one kind of notice, in all workspaces.",
    args: { input: t.arg({ type: SetNotificationPreferenceInput, required: true, description: "The choice." }) },
    errors: refusals("SetNotificationPreference", "preference"),
    resolve: (_, { input }, ctx) => setNotificationPreference(ctx, input),
  }),
}));
