import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { assignErrorGroup } from "../error-groups/group/assign-error-group.ts";
import { muteErrorGroup } from "../error-groups/group/mute-error-group.ts";
import { reopenErrorGroup } from "../error-groups/group/reopen-error-group.ts";
import { resolveErrorGroup } from "../error-groups/group/resolve-error-group.ts";
import { mergeErrorGroups } from "../error-groups/moves/merge-error-groups.ts";
import { splitErrorGroup } from "../error-groups/moves/split-error-group.ts";
import { undoErrorGroupMove } from "../error-groups/moves/undo-error-group-move.ts";
import { ErrorGroupMoveRef, ErrorGroupRef, ErrorPatternRef } from "./error-group-refs.ts";

const ResolveInput = builder.inputType("ResolveErrorGroupInput", {
  description: "What is fixed.",
  fields: (t) => ({
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: "Which." }),
    inRelease: t.string({
      description:
        "The release that holds the fix: what releases that were seen before still send does not reopen it. Left out: whatever comes does.",
    }),
  }),
});

const ReopenInput = builder.inputType("ReopenErrorGroupInput", {
  description: "What is open again.",
  fields: (t) => ({ errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: "Which." }) }),
});

const MuteInput = builder.inputType("MuteErrorGroupInput", {
  description: "What is kept quiet. One of the two ends is needed; with both, whichever is first.",
  fields: (t) => ({
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: "Which." }),
    until: t.field({ type: "DateTime", description: "Quiet until then." }),
    forCount: t.int({ description: "Quiet until it has come so many times more." }),
  }),
});

const AssignInput = builder.inputType("AssignErrorGroupInput", {
  description: "Who takes care of a group.",
  fields: (t) => ({
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: "Which." }),
    userId: t.globalID({ for: UserRef, description: "A member; left out or null: nobody." }),
  }),
});

const MergeInput = builder.inputType("MergeErrorGroupsInput", {
  description: "Two groups that are one.",
  fields: (t) => ({
    intoId: t.globalID({ for: ErrorGroupRef, required: true, description: "The group that stays." }),
    fromId: t.globalID({ for: ErrorGroupRef, required: true, description: "The group whose patterns it takes." }),
  }),
});

const SplitInput = builder.inputType("SplitErrorGroupInput", {
  description: "Patterns that do not belong into a group.",
  fields: (t) => ({
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: "Which group." }),
    patternIds: t.globalIDList({
      for: ErrorPatternRef,
      required: true,
      description: "Which of its patterns become a group of their own, 1 to 500.",
    }),
  }),
});

const UndoInput = builder.inputType("UndoErrorGroupMoveInput", {
  description: "A merge or a split that was wrong.",
  fields: (t) => ({ moveId: t.globalID({ for: ErrorGroupMoveRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  resolveErrorGroup: t.field({
    type: ErrorGroupRef,
    description: "Says that an error is fixed; when it comes again it opens by itself. Needs `error_groups:write`.",
    args: { input: t.arg({ type: ResolveInput, required: true, description: "Which." }) },
    errors: refusals("ResolveErrorGroup", "errorGroup"),
    resolve: (_, { input }, ctx) => resolveErrorGroup(ctx, uuids(input)),
  }),
  reopenErrorGroup: t.field({
    type: ErrorGroupRef,
    description: "Opens a resolved group, or makes a muted one loud. Needs `error_groups:write`.",
    args: { input: t.arg({ type: ReopenInput, required: true, description: "Which." }) },
    errors: refusals("ReopenErrorGroup", "errorGroup"),
    resolve: (_, { input }, ctx) => reopenErrorGroup(ctx, uuids(input)),
  }),
  muteErrorGroup: t.field({
    type: ErrorGroupRef,
    description: "Keeps a group quiet for a time; it counts all the same. Needs `error_groups:write`.",
    args: { input: t.arg({ type: MuteInput, required: true, description: "Which, and for how long." }) },
    errors: refusals("MuteErrorGroup", "errorGroup"),
    resolve: (_, { input }, ctx) => muteErrorGroup(ctx, uuids(input)),
  }),
  assignErrorGroup: t.field({
    type: ErrorGroupRef,
    description: "Gives a group to a member, or to nobody. Needs `error_groups:write`.",
    args: { input: t.arg({ type: AssignInput, required: true, description: "Which, and to whom." }) },
    errors: refusals("AssignErrorGroup", "errorGroup"),
    resolve: (_, { input }, ctx) => assignErrorGroup(ctx, uuids(input)),
  }),
  mergeErrorGroups: t.field({
    type: ErrorGroupRef,
    description: "Makes one group of two; it can be undone. Needs `error_groups:write`.",
    args: { input: t.arg({ type: MergeInput, required: true, description: "Which two." }) },
    errors: refusals("MergeErrorGroups", "errorGroup"),
    resolve: (_, { input }, ctx) => mergeErrorGroups(ctx, uuids(input)),
  }),
  splitErrorGroup: t.field({
    type: ErrorGroupRef,
    description:
      "Makes a group of some of a group's patterns, and answers it; it can be undone. Needs `error_groups:write`.",
    args: { input: t.arg({ type: SplitInput, required: true, description: "Which patterns of which group." }) },
    errors: refusals("SplitErrorGroup", "errorGroup"),
    resolve: (_, { input }, ctx) => splitErrorGroup(ctx, uuids(input)),
  }),
  undoErrorGroupMove: t.field({
    type: ErrorGroupMoveRef,
    description: "Undoes a merge or a split: the patterns are where they were. Needs `error_groups:write`.",
    args: { input: t.arg({ type: UndoInput, required: true, description: "Which." }) },
    errors: refusals("UndoErrorGroupMove", "move"),
    resolve: (_, { input }, ctx) => undoErrorGroupMove(ctx, uuids(input)),
  }),
}));
