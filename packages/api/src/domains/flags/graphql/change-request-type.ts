import { flagChangeRequests, flagSegments, flags } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { approveFlagChange, rejectFlagChange, withdrawFlagChange } from "../requests/decide-flag-change.ts";
import { listChangeRequests } from "../requests/list-change-requests.ts";
import { sharesClientWith } from "../requests/person-behind.ts";
import { requestFlagChange } from "../requests/request-flag-change.ts";
import { namesIn } from "../revisions/names-in.ts";
import { changePlace } from "./change-place.ts";
import { RequestFlagChangeInput } from "./change-wish-input.ts";
import { FlagChangeRequestRef, FlagRef, FlagSegmentRef } from "./refs.ts";

const StateEnum = builder.enumType("FlagChangeRequestState", {
  description: "What became of a request.",
  values: {
    PENDING: { value: "pending" as FlagChangeRequest["state"], description: "It waits for a second member." },
    APPROVED: { value: "approved" as FlagChangeRequest["state"], description: "A second member agreed." },
    REJECTED: { value: "rejected" as FlagChangeRequest["state"], description: "A second member said no." },
    WITHDRAWN: { value: "withdrawn" as FlagChangeRequest["state"], description: "Who asked took it back." },
  },
});

builder.node(FlagChangeRequestRef, {
  description: "A change that waits for a second member, or waited.",
  id: { resolve: (request) => request.id },
  loadOne: loadOwnNode(flagChangeRequests),
  fields: (t) => ({
    state: t.expose("state", { type: StateEnum, description: "What became of it." }),
    reason: t.exposeString("reason", { description: "Why it was asked for." }),
    changed: t.exposeStringList("changed", { description: "Paths of what would change." }),
    before: t.expose("before", { type: "JSON", nullable: true, description: "As it was when it was asked for." }),
    after: t.expose("after", { type: "JSON", description: "As it would be." }),
    sharesClient: t.boolean({
      complexity: 5,
      description:
        "Whether your session was begun at the same address with the same browser as one that who asked used within the last day. It proves nothing, an office shares both; approving records it.",
      resolve: (request, _args, ctx) => sharesClientWith(ctx, request),
    }),
    names: t.field({
      type: "JSON",
      complexity: 2,
      description:
        "What `ownerUserId` and `serviceId` of both are called now, by their ids; who left is not among them.",
      resolve: (request, _args, ctx) => namesIn(ctx, request),
    }),
    applyAt: t.expose("applyAt", { type: "DateTime", nullable: true, description: "When it is to be applied." }),
    requestedBy: t.exposeString("requestedByName", { description: "Who asked, as it was called then." }),
    decidedBy: t.exposeString("decidedByName", { nullable: true, description: "Who decided." }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true, description: "When." }),
    comment: t.exposeString("comment", { nullable: true, description: "What was said with the decision." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was asked for." }),
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Which flag; null for a segment's, and for an environment's settings.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => (flagId ? loadRow(ctx, flags, workspaceId, flagId) : null),
    }),
    segment: t.field({
      type: FlagSegmentRef,
      nullable: true,
      complexity: 2,
      description: "Which segment; null for a flag's, and for an environment's settings.",
      resolve: ({ workspaceId, segmentId }, _args, ctx) =>
        segmentId ? loadRow(ctx, flagSegments, workspaceId, segmentId) : null,
    }),
    environment: t.field(changePlace),
  }),
});

const StateComparator = builder.inputType("FlagChangeRequestStateComparator", {
  description: "Compares what became of a request.",
  fields: (t) => ({ in: t.field({ type: [StateEnum], description: "Any of these." }) }),
});

const FilterInput = builder.inputType("FlagChangeRequestFilter", {
  description: "Which requests; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By what became of them." }),
    flagId: t.globalID({ for: FlagRef, description: "Of this flag." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  flagChangeRequests: t.connection(
    {
      type: FlagChangeRequestRef,
      description: "Changes that wait for a second member, or waited; the newest first. Needs `flags:read`.",
      args: { filter: t.arg({ type: FilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) =>
        listChangeRequests(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const ApproveInput = builder.inputType("ApproveFlagChangeInput", {
  description: "What is approved.",
  fields: (t) => ({
    requestId: t.globalID({ for: FlagChangeRequestRef, required: true, description: "Which." }),
    comment: t.string({ description: "What you want to say with it." }),
  }),
});

const RejectInput = builder.inputType("RejectFlagChangeInput", {
  description: "What is rejected, and why.",
  fields: (t) => ({
    requestId: t.globalID({ for: FlagChangeRequestRef, required: true, description: "Which." }),
    comment: t.string({ required: true, description: "Why; who asked reads it." }),
  }),
});

const WithdrawInput = builder.inputType("WithdrawFlagChangeInput", {
  description: "What is taken back.",
  fields: (t) => ({ requestId: t.globalID({ for: FlagChangeRequestRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  requestFlagChange: t.field({
    type: FlagChangeRequestRef,
    description: "Asks a second member to approve a change. Needs `flags:write`.",
    args: { input: t.arg({ type: RequestFlagChangeInput, required: true, description: "Which change, and why." }) },
    errors: refusals("RequestFlagChange", "request"),
    resolve: (_, { input }, ctx) => requestFlagChange(ctx, uuids(input)),
  }),
  approveFlagChange: t.field({
    type: FlagChangeRequestRef,
    description: "Approves what another member asked for: it is done at once, or at its time. Needs `flags:write`.",
    args: { input: t.arg({ type: ApproveInput, required: true, description: "Which." }) },
    errors: refusals("ApproveFlagChange", "request"),
    resolve: (_, { input }, ctx) => approveFlagChange(ctx, uuids(input)),
  }),
  rejectFlagChange: t.field({
    type: FlagChangeRequestRef,
    description: "Says no to a change, and why. Needs `flags:write`.",
    args: { input: t.arg({ type: RejectInput, required: true, description: "Which, and why." }) },
    errors: refusals("RejectFlagChange", "request"),
    resolve: (_, { input }, ctx) => rejectFlagChange(ctx, uuids(input)),
  }),
  withdrawFlagChange: t.field({
    type: FlagChangeRequestRef,
    description: "Takes back what you asked for yourself. Needs `flags:write`.",
    args: { input: t.arg({ type: WithdrawInput, required: true, description: "Which." }) },
    errors: refusals("WithdrawFlagChange", "request"),
    resolve: (_, { input }, ctx) => withdrawFlagChange(ctx, uuids(input)),
  }),
}));
