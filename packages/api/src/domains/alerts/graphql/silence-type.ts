import { alertSilences } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listAlertSilences } from "../list-settings.ts";
import { createAlertSilence } from "../silences/create-alert-silence.ts";
import { endAlertSilence } from "../silences/end-alert-silence.ts";
import { AlertMatcherInput, AlertMatcherRef } from "./matcher-type.ts";
import { AlertSilenceRef } from "./refs.ts";

builder.node(AlertSilenceRef, {
  description: "For a time nothing is sent of the alerts that match. They are opened, counted and shown all the same.",
  id: { resolve: (silence) => silence.id },
  loadOne: loadNode(alertSilences, "alerts:read"),
  fields: (t) => ({
    matchers: t.expose("matchers", {
      type: [AlertMatcherRef],
      complexity: { field: 1, multiplier: 2 },
      description: "All of them must hold.",
    }),
    comment: t.exposeString("comment", { description: "Why." }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "From when on." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "When it ends by itself, or was ended." }),
    madeBy: t.exposeString("madeBy", { description: "Who made it." }),
    silenced: t.exposeInt("silenced", { description: "How many alerts it has kept quiet." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  alertSilences: t.connection(
    {
      type: AlertSilenceRef,
      description: "Silences that last or are planned, the newest first. Needs `alerts:read`.",
      args: { ended: t.arg.boolean({ description: "True: those that are over too." }) },
      resolve: (workspace, { ended, ...page }, ctx) =>
        listAlertSilences(ctx, workspace.id, page, { ended: ended ?? null }),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateInput = builder.inputType("CreateAlertSilenceInput", {
  description: "What is kept quiet, how long and why.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    matchers: t.field({ type: [AlertMatcherInput], required: true, description: "All of them must hold." }),
    comment: t.string({ required: true, description: "Why, for the others." }),
    startsAt: t.field({ type: "DateTime", description: "From when on. Default now." }),
    endsAt: t.field({ type: "DateTime", required: true, description: "When it ends by itself; within 90 days." }),
  }),
});

const EndInput = builder.inputType("EndAlertSilenceInput", {
  description: "Which silence ends now.",
  fields: (t) => ({ silenceId: t.globalID({ for: AlertSilenceRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createAlertSilence: t.field({
    type: AlertSilenceRef,
    description: "Keeps alerts quiet for a time. Needs `alerts:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "What, how long and why." }) },
    errors: refusals("CreateAlertSilence", "silence"),
    resolve: (_, { input }, ctx) => createAlertSilence(ctx, uuids(input)),
  }),
  endAlertSilence: t.field({
    type: AlertSilenceRef,
    description: "Ends a silence before its time; what is still open takes its routes now. Needs `alerts:write`.",
    args: { input: t.arg({ type: EndInput, required: true, description: "Which." }) },
    errors: refusals("EndAlertSilence", "silence"),
    resolve: (_, { input }, ctx) => endAlertSilence(ctx, uuids(input)),
  }),
}));
