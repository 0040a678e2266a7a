import { builder } from "../../graphql/builder.ts";
import { ClaimRef } from "../../graphql/claim-type.ts";
import { EventRef } from "../../graphql/event-type.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import { encodeCursor } from "../../subscriptions/cursor.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { ClaimTakingRef } from "./graphql/taking-type.ts";
import { type Home, readHome } from "./read-home.ts";
import { type Readiness, readReadiness } from "./read-readiness.ts";
import { listTakings } from "./takings/list-takings.ts";
import { watchReadiness } from "./watch-readiness.ts";

const ReadinessRef = builder.objectRef<Readiness>("Readiness").implement({
  description: "How much of what the workspace claims has been proven.",
  fields: (t) => ({
    claims: t.expose("claims", {
      type: [ClaimRef],
      description: "Every claim, worst first.",
      complexity: { field: 5, multiplier: 20 },
    }),
    total: t.exposeInt("total", { description: "How many claims there are." }),
    proven: t.int({ description: "How many were seen to work.", resolve: ({ counts }) => counts.proven }),
    claimed: t.int({
      description: "How many are configured and were never seen to work.",
      resolve: ({ counts }) => counts.claimed,
    }),
    stale: t.int({
      description: "How many were last seen to work too long ago.",
      resolve: ({ counts }) => counts.stale,
    }),
    broken: t.int({ description: "How many were seen to fail.", resolve: ({ counts }) => counts.broken }),
    next: t.expose("next", {
      type: ClaimRef,
      nullable: true,
      description: "What to do something about first; null when all is proven.",
    }),
    takings: t.field({
      type: [ClaimTakingRef],
      description: "Who is on what of all that is wrong now, the longest first.",
      complexity: { field: 5, multiplier: 5 },
      resolve: ({ workspaceId }, _args, ctx) => listTakings(ctx, workspaceId),
    }),
  }),
});

const HomeRef = builder.objectRef<Home>("Home").implement({
  description: "The first page of the workspace.",
  fields: (t) => ({
    wrongNow: t.expose("wrongNow", {
      type: [ClaimRef],
      description: "What is broken or stale now, worst first.",
      complexity: { field: 5, multiplier: 10 },
    }),
    takings: t.field({
      type: [ClaimTakingRef],
      description: "Who is on what of it, the longest first.",
      complexity: { field: 5, multiplier: 5 },
      resolve: ({ workspaceId }, _args, ctx) => listTakings(ctx, workspaceId),
    }),
    recentEvents: t.expose("recentEvents", {
      type: [EventRef],
      description: "What happened last, newest first.",
      complexity: { field: 5, multiplier: 20 },
    }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  readiness: t.field({
    type: ReadinessRef,
    description: "Every claimed capability with its proof.",
    resolve: (workspace, _args, ctx) => readReadiness(ctx, workspace.id),
  }),
  home: t.field({
    type: HomeRef,
    description: "What is wrong now, who is on it, and what happened last.",
    resolve: (workspace, _args, ctx) => readHome(ctx, workspace.id),
  }),
}));

const ReadinessPayloadRef = builder.objectRef<RecordedEvent>("ReadinessPayload").implement({
  description: "The readiness after something that may have changed it.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    readiness: t.field({
      type: ReadinessRef,
      description: "As it is now.",
      resolve: (event, _args, ctx) => readReadiness(ctx, event.workspaceId),
    }),
  }),
});

builder.subscriptionField("readinessChanged", (t) =>
  t.field({
    type: ReadinessPayloadRef,
    description: "The readiness, each time that something happened which may have moved a claim.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }) => watchReadiness(workspaceId.id, after),
    resolve: (event) => event,
  }),
);
