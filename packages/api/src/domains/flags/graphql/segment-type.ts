import { flagSegments } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listSegmentRevisions } from "../revisions/list-revisions.ts";
import { createFlagSegment } from "../segments/create-flag-segment.ts";
import { listFlagSegments, loadSegmentUses } from "../segments/list-flag-segments.ts";
import { removeFlagSegment } from "../segments/remove-flag-segment.ts";
import { updateFlagSegment } from "../segments/update-flag-segment.ts";
import { FlagRef, FlagRevisionRef, FlagSegmentRef } from "./refs.ts";

builder.node(FlagSegmentRef, {
  description: "Conditions under a name, for the rules of many flags.",
  id: { resolve: (segment) => segment.id },
  loadOne: loadNode(flagSegments, "flags:read"),
  fields: (t) => ({
    key: t.exposeString("key", { description: "What rules call it; never changes." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    description: t.exposeString("description", { description: "Who is in it, in words." }),
    conditions: t.expose("conditions", { type: "JSON", description: "All must hold." }),
    revision: t.exposeInt("revision", { description: "What `expectedVersion` is compared with." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
    usedBy: t.field({
      type: [FlagRef],
      complexity: { field: 5, multiplier: 5 },
      description: "Flags whose rules name it.",
      resolve: (segment, _args, ctx) => loadSegmentUses(ctx, segment),
    }),
    revisions: t.connection({
      type: FlagRevisionRef,
      description: "What was changed, the newest first.",
      resolve: (segment, page, ctx) => listSegmentRevisions(ctx, segment, page),
    }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  flagSegments: t.connection(
    {
      type: FlagSegmentRef,
      description: "Segments, the newest first. Needs `flags:read`.",
      args: { search: t.arg.string({ description: "With this in the key or the name." }) },
      resolve: (workspace, { search, ...page }, ctx) =>
        listFlagSegments(ctx, workspace.id, page, { search: search ?? null }),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateInput = builder.inputType("CreateFlagSegmentInput", {
  description: "Who is in a new segment.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    key: t.string({ required: true, description: "What rules call it; never changes." }),
    name: t.string({ required: true, description: "Its name, for people." }),
    description: t.string({ description: "Who is in it, in words." }),
    conditions: t.field({ type: "JSON", required: true, description: "All must hold; 50 at most." }),
    reason: t.string({ description: "Why." }),
  }),
});

/** Also what a change request takes. */
export const UpdateFlagSegmentInput = builder.inputType("UpdateFlagSegmentInput", {
  description: "What changes of a segment; what is left out stays.",
  fields: (t) => ({
    segmentId: t.globalID({ for: FlagSegmentRef, required: true, description: "Which." }),
    expectedVersion: t.int({ description: "The `revision` that you saw; refused when it was changed meanwhile." }),
    name: t.string({ description: "Its name." }),
    description: t.string({ description: "Who is in it, in words." }),
    conditions: t.field({ type: "JSON", description: "All of its conditions." }),
    reason: t.string({ description: "Why." }),
  }),
});

const RemoveInput = builder.inputType("RemoveFlagSegmentInput", {
  description: "Which segment goes.",
  fields: (t) => ({
    segmentId: t.globalID({ for: FlagSegmentRef, required: true, description: "Which." }),
    reason: t.string({ description: "Why." }),
  }),
});

builder.mutationFields((t) => ({
  createFlagSegment: t.field({
    type: FlagSegmentRef,
    description: "Makes a segment. Needs `flags:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "Who is in it." }) },
    errors: refusals("CreateFlagSegment", "segment"),
    resolve: (_, { input }, ctx) => createFlagSegment(ctx, uuids(input)),
  }),
  updateFlagSegment: t.field({
    type: FlagSegmentRef,
    description: "Changes a segment, and with it every flag whose rules name it. Needs `flags:write`.",
    args: { input: t.arg({ type: UpdateFlagSegmentInput, required: true, description: "The change." }) },
    errors: refusals("UpdateFlagSegment", "segment"),
    resolve: (_, { input }, ctx) => updateFlagSegment(ctx, uuids(input)),
  }),
  removeFlagSegment: t.field({
    type: FlagSegmentRef,
    description: "Removes a segment that no rule names. Needs `flags:write`.",
    args: { input: t.arg({ type: RemoveInput, required: true, description: "Which." }) },
    errors: refusals("RemoveFlagSegment", "segment"),
    resolve: (_, { input }, ctx) => removeFlagSegment(ctx, uuids(input)),
  }),
}));
