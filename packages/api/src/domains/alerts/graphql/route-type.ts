import { alertRoutes, type QuietHours } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { loadTenant, TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listAlertRoutes } from "../list-settings.ts";
import { loadPolicy } from "../policies/load-policy.ts";
import { createAlertRoute } from "../routes/create-alert-route.ts";
import { deleteAlertRoute } from "../routes/delete-alert-route.ts";
import { updateAlertRoute } from "../routes/update-alert-route.ts";
import { AlertMatcherInput, AlertMatcherRef } from "./matcher-type.ts";
import { AlertRouteRef, EscalationPolicyRef } from "./refs.ts";

const quietWords = {
  timeZone: "IANA name, `Europe/Lisbon`.",
  from: "Local time at which they begin, `22:00`.",
  to: "Local time at which they end, `07:00`; not after `from` it is the next day's.",
  days: "ISO days on which they begin, 1 for Monday; empty for all.",
};

const QuietHoursRef = builder.objectRef<QuietHours>("QuietHours").implement({
  description: "Hours in which messages are held back; critical ones are not.",
  fields: (t) => ({
    timeZone: t.exposeString("timeZone", { description: quietWords.timeZone }),
    from: t.exposeString("from", { description: quietWords.from }),
    to: t.exposeString("to", { description: quietWords.to }),
    days: t.exposeIntList("days", { description: quietWords.days }),
  }),
});

const QuietHoursInput = builder.inputType("QuietHoursInput", {
  description: "Hours in which messages are held back; critical ones are not.",
  fields: (t) => ({
    timeZone: t.string({ required: true, description: quietWords.timeZone }),
    from: t.string({ required: true, description: quietWords.from }),
    to: t.string({ required: true, description: quietWords.to }),
    days: t.intList({ description: quietWords.days }),
  }),
});

builder.node(AlertRouteRef, {
  description: "Where alerts go.",
  id: { resolve: (route) => route.id },
  loadOne: loadNode(alertRoutes, "alerts:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    enabled: t.exposeBoolean("enabled", { description: "Whether it takes alerts." }),
    matchers: t.expose("matchers", {
      type: [AlertMatcherRef],
      complexity: { field: 1, multiplier: 2 },
      nullable: true,
      description: "It takes every alert for which all of them hold; null: only those of the rules that name it.",
    }),
    channelIds: t.idList({
      description: "Channels that get a message.",
      resolve: ({ channelIds }) => channelIds.map((id) => encodeGlobalId("Channel", id)),
    }),
    quietHours: t.expose("quietHours", {
      type: QuietHoursRef,
      nullable: true,
      description: "When messages are held back, to be sent as one at the end.",
    }),
    digestSeconds: t.exposeInt("digestSeconds", {
      nullable: true,
      description: "Messages are gathered for so many seconds and sent as one; null sends each at once.",
    }),
    policy: t.field({
      type: EscalationPolicyRef,
      nullable: true,
      complexity: 2,
      description: "Policy for alerts whose rule names none.",
      resolve: ({ workspaceId, policyId }, _args, ctx) => (policyId ? loadPolicy(ctx, workspaceId, policyId) : null),
    }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      complexity: 2,
      description: "Alerts of this tenant only; null for all.",
      resolve: ({ workspaceId, tenantId }, _args, ctx) => (tenantId ? loadTenant(ctx, workspaceId, tenantId) : null),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  alertRoutes: t.connection(
    {
      type: AlertRouteRef,
      description: "Where alerts go, the oldest route first. Needs `alerts:read`.",
      resolve: (workspace, page, ctx) => listAlertRoutes(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const words = {
  matchers: "It takes every alert for which all hold; null: only those of the rules that name it.",
  tenantId: "Alerts of this tenant only.",
  channelIds: "Channels that get a message.",
  quietHours: "When messages are held back, to be sent as one at the end.",
  digestSeconds: "Gather messages for so many seconds, 60 to 86400, and send them as one.",
  policyId: "Policy for alerts whose rule names none.",
};

const CreateInput = builder.inputType("CreateAlertRouteInput", {
  description: "Where alerts go.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "Its name." }),
    enabled: t.boolean({ description: "Whether it takes alerts. Default true." }),
    matchers: t.field({ type: [AlertMatcherInput], description: words.matchers }),
    tenantId: t.globalID({ for: TenantRef, description: words.tenantId }),
    channelIds: t.globalIDList({ required: true, description: words.channelIds }),
    quietHours: t.field({ type: QuietHoursInput, description: words.quietHours }),
    digestSeconds: t.int({ description: words.digestSeconds }),
    policyId: t.globalID({ for: EscalationPolicyRef, description: words.policyId }),
  }),
});

const UpdateInput = builder.inputType("UpdateAlertRouteInput", {
  description: "What changes; what is left out stays, what is null is taken away.",
  fields: (t) => ({
    routeId: t.globalID({ for: AlertRouteRef, required: true, description: "Which." }),
    name: t.string({ description: "Its name." }),
    enabled: t.boolean({ description: "Whether it takes alerts." }),
    matchers: t.field({ type: [AlertMatcherInput], description: words.matchers }),
    tenantId: t.globalID({ for: TenantRef, description: words.tenantId }),
    channelIds: t.globalIDList({ description: words.channelIds }),
    quietHours: t.field({ type: QuietHoursInput, description: words.quietHours }),
    digestSeconds: t.int({ description: words.digestSeconds }),
    policyId: t.globalID({ for: EscalationPolicyRef, description: words.policyId }),
  }),
});

const DeleteInput = builder.inputType("DeleteAlertRouteInput", {
  description: "Which route is deleted.",
  fields: (t) => ({ routeId: t.globalID({ for: AlertRouteRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createAlertRoute: t.field({
    type: AlertRouteRef,
    description: "Makes a route for alerts. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "Where they go." }) },
    errors: refusals("CreateAlertRoute", "route"),
    resolve: (_, { input }, ctx) => createAlertRoute(ctx, uuids(input)),
  }),
  updateAlertRoute: t.field({
    type: AlertRouteRef,
    description: "Changes a route. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateAlertRoute", "route"),
    resolve: (_, { input }, ctx) => updateAlertRoute(ctx, uuids(input)),
  }),
  deleteAlertRoute: t.field({
    type: AlertRouteRef,
    description: "Deletes a route that holds nothing back. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which." }) },
    errors: refusals("DeleteAlertRoute", "route"),
    resolve: (_, { input }, ctx) => deleteAlertRoute(ctx, uuids(input)),
  }),
}));
