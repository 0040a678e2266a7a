import { builder } from "../../../graphql/builder.ts";
import { ClaimRef } from "../../../graphql/claim-type.ts";
import { loadTenant, TenantRef } from "../../workspaces/index.ts";
import { channelClaim } from "../channel-claim.ts";
import type { Channel, ChannelField, ChannelKind } from "../channel-kind.ts";
import { openPublicSettings } from "../channel-settings.ts";
import { allChannelKinds, findChannelKind } from "../find-channel-kind.ts";
import { loadChannel } from "../load-notification.ts";
import "../notification-ids.ts";

/** A choice of a field. */
const OptionRef = builder.objectRef<{ value: string; label: string }>("ChannelFieldOption").implement({
  description: "One value to choose.",
  fields: (t) => ({
    value: t.exposeString("value", { description: "The value." }),
    label: t.exposeString("label", { description: "Its name." }),
  }),
});

const FieldRef = builder.objectRef<ChannelField>("ChannelField").implement({
  description: "Something that the person who adds a channel fills in.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name in `settings`." }),
    label: t.exposeString("label", { description: "What it is called." }),
    help: t.exposeString("help", { description: "Where to find it." }),
    placeholder: t.string({
      nullable: true,
      description: "What it looks like.",
      resolve: (field) => field.placeholder ?? null,
    }),
    secret: t.boolean({
      description: "Whether it is sealed and never shown again.",
      resolve: (field) => field.secret ?? false,
    }),
    optional: t.boolean({ description: "Whether it may be left empty.", resolve: (field) => field.optional ?? false }),
    integrationOf: t.string({
      nullable: true,
      description: "The slug of the provider of which an integration is chosen; the value is its id.",
      resolve: (field) => field.integrationOf ?? null,
    }),
    options: t.field({
      type: [OptionRef],
      description: "The values to choose from; empty for free text.",
      resolve: (field) => [...(field.options ?? [])],
    }),
  }),
});

export const ChannelKindRef = builder.objectRef<ChannelKind>("ChannelKind").implement({
  description: "A kind of place to which messages can go.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Stable name, `slack`." }),
    title: t.exposeString("title", { description: "What people call it." }),
    description: t.exposeString("description", { description: "What one gets." }),
    guide: t.exposeString("guide", {
      description: "The section of the guide on notifications that says how to connect it.",
    }),
    fields: t.field({ type: [FieldRef], description: "What it asks for.", resolve: (kind) => [...kind.fields] }),
    repeats: t.exposeString("repeats", {
      description: "What happens when a worker dies between sending a message and writing that down.",
    }),
    perMinute: t.exposeInt("perMinute", { description: "Messages of a minute before the rest is merged, by default." }),
    makesSecret: t.boolean({
      description: "Whether messages are signed with a secret that we make and show once.",
      resolve: (kind) => kind.madeSecret !== undefined,
    }),
    buttonsAct: t.boolean({
      description: "Whether buttons in its messages act.",
      resolve: (kind) => kind.buttonsAct ?? false,
    }),
  }),
});

const SettingRef = builder.objectRef<{ name: string; value: string }>("ChannelSetting").implement({
  description: "What a channel is set up with. Secrets are not among them.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "The field." }),
    value: t.exposeString("value", { description: "Its value." }),
  }),
});

export const ChannelRef = builder.objectRef<Channel>("Channel");

builder.node(ChannelRef, {
  description:
    "A place to which messages go: a Slack channel, mail addresses, PagerDuty, an address of your own, browsers.",
  id: { resolve: (channel) => channel.id },
  loadOne: loadChannel,
  fields: (t) => ({
    kind: t.field({ type: ChannelKindRef, description: "What it is.", resolve: ({ kind }) => findChannelKind(kind) }),
    name: t.exposeString("name", { description: "What people call it." }),
    where: t.string({
      description: "Where messages go, without a secret: `#ops`.",
      resolve: (channel) => findChannelKind(channel.kind).where(openPublicSettings(channel)),
    }),
    settings: t.field({
      type: [SettingRef],
      description: "What it is set up with, without the secrets.",
      resolve: (channel) => Object.entries(openPublicSettings(channel)).map(([name, value]) => ({ name, value })),
    }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: "Whose it is; null for the workspace's as a whole.",
      resolve: ({ workspaceId, tenantId }, _, ctx) => (tenantId ? loadTenant(ctx, workspaceId, tenantId) : null),
    }),
    claim: t.field({
      type: ClaimRef,
      description: "Whether messages reach it, with the proof.",
      resolve: (channel, _, ctx) => channelClaim(channel, ctx.app.clock.now()),
    }),
    mutedAt: t.expose("mutedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when messages are suppressed.",
    }),
    rateCount: t.exposeInt("rateCount", {
      description: "Messages of one window at most; the rest is merged into one.",
    }),
    rateSeconds: t.exposeInt("rateSeconds", { description: "Seconds of a window." }),
    pausedUntil: t.expose("pausedUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when its far side asked to be left alone.",
    }),
    previousSecretUntil: t.expose("previousSecretsUntil", {
      type: "DateTime",
      nullable: true,
      description: "Until when messages also carry the previous secret's signature.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was added." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When somebody last changed it." }),
    deletedAt: t.expose("deletedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was deleted; lists leave such channels out.",
    }),
  }),
});

builder.queryField("channelKinds", (t) =>
  t.field({
    type: [ChannelKindRef],
    description: "Every kind of channel that a workspace can have, by title.",
    resolve: () => allChannelKinds().filter(({ ofWorkspace = true }) => ofWorkspace),
  }),
);
