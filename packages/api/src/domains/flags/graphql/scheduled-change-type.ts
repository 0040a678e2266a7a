import { flagScheduledChanges, flags } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { FlagScheduledChange } from "../flag-refs.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { cancelScheduledFlagChange } from "../scheduled/cancel-scheduled-flag-change.ts";
import { listScheduledChanges } from "../scheduled/list-scheduled-changes.ts";
import { scheduleFlagChange } from "../scheduled/schedule-flag-change.ts";
import { changePlace } from "./change-place.ts";
import { ScheduleFlagChangeInput } from "./change-wish-input.ts";
import { FlagRef, FlagScheduledChangeRef } from "./refs.ts";

const StateEnum = builder.enumType("FlagScheduledChangeState", {
  description: "What became of a scheduled change.",
  values: {
    WAITING: { value: "waiting" as FlagScheduledChange["state"], description: "Its time has not come." },
    APPLIED: { value: "applied" as FlagScheduledChange["state"], description: "It was done." },
    REFUSED: { value: "refused" as FlagScheduledChange["state"], description: "It could not be done any more." },
    CANCELLED: { value: "cancelled" as FlagScheduledChange["state"], description: "Somebody cancelled it." },
  },
});

builder.node(FlagScheduledChangeRef, {
  description: "A change that waits for its time, or waited.",
  id: { resolve: (scheduled) => scheduled.id },
  loadOne: loadOwnNode(flagScheduledChanges),
  fields: (t) => ({
    state: t.expose("state", { type: StateEnum, description: "What became of it." }),
    reason: t.exposeString("reason", { description: "Why." }),
    changed: t.exposeStringList("changed", { description: "Paths of what changes." }),
    change: t.expose("change", { type: "JSON", description: "What is done." }),
    applyAt: t.expose("applyAt", { type: "DateTime", description: "When its time comes." }),
    refusal: t.exposeString("refusal", { nullable: true, description: "Why it could not be done any more." }),
    madeBy: t.exposeString("madeBy", { description: "Who scheduled it, as it was called then." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was applied, refused or cancelled.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was scheduled." }),
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Which flag.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => loadRow(ctx, flags, workspaceId, flagId),
    }),
    environment: t.field(changePlace),
  }),
});

const StateComparator = builder.inputType("FlagScheduledChangeStateComparator", {
  description: "Compares what became of a scheduled change.",
  fields: (t) => ({ in: t.field({ type: [StateEnum], description: "Any of these." }) }),
});

const FilterInput = builder.inputType("FlagScheduledChangeFilter", {
  description: "Which scheduled changes; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By what became of them." }),
    flagId: t.globalID({ for: FlagRef, description: "Of this flag." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  flagScheduledChanges: t.connection(
    {
      type: FlagScheduledChangeRef,
      description: "Changes that wait for their time, or waited; the newest first. Needs `flags:read`.",
      args: { filter: t.arg({ type: FilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) =>
        listScheduledChanges(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CancelInput = builder.inputType("CancelScheduledFlagChangeInput", {
  description: "What is cancelled.",
  fields: (t) => ({
    scheduledChangeId: t.globalID({ for: FlagScheduledChangeRef, required: true, description: "Which." }),
  }),
});

builder.mutationFields((t) => ({
  scheduleFlagChange: t.field({
    type: FlagScheduledChangeRef,
    description: "Lets a change wait for its time. Needs `flags:write`.",
    args: { input: t.arg({ type: ScheduleFlagChangeInput, required: true, description: "Which change, and when." }) },
    errors: refusals("ScheduleFlagChange", "scheduled"),
    resolve: (_, { input }, ctx) => scheduleFlagChange(ctx, uuids(input)),
  }),
  cancelScheduledFlagChange: t.field({
    type: FlagScheduledChangeRef,
    description: "Cancels a change that waits for its time. Needs `flags:write`.",
    args: { input: t.arg({ type: CancelInput, required: true, description: "Which." }) },
    errors: refusals("CancelScheduledFlagChange", "scheduled"),
    resolve: (_, { input }, ctx) => cancelScheduledFlagChange(ctx, uuids(input)),
  }),
}));
