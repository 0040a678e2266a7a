import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { addOnCallOverride } from "../on-call/add-on-call-override.ts";
import { createOnCallSchedule } from "../on-call/create-on-call-schedule.ts";
import { deleteOnCallSchedule } from "../on-call/delete-on-call-schedule.ts";
import { removeOnCallOverride } from "../on-call/remove-on-call-override.ts";
import { updateOnCallSchedule } from "../on-call/update-on-call-schedule.ts";
import { TurnUnitEnum } from "./enums.ts";
import { OnCallOverrideRef, OnCallScheduleRef } from "./refs.ts";

const RestrictionInput = builder.inputType("OnCallRestrictionInput", {
  description: "Hours of the week in which a layer serves.",
  fields: (t) => ({
    days: t.intList({ description: "ISO days on which they begin, 1 for Monday; empty for all." }),
    from: t.string({ required: true, description: "Local time, `09:00`." }),
    to: t.string({ required: true, description: "Local time, `17:00`; not after `from` it is the next day's." }),
  }),
});

const TurnInput = builder.inputType("OnCallTurnInput", {
  description: "A turn's length.",
  fields: (t) => ({
    unit: t.field({ type: TurnUnitEnum, required: true, description: "What it is counted in." }),
    length: t.int({ required: true, description: "How many, 1 to 168." }),
  }),
});

const LayerInput = builder.inputType("OnCallLayerInput", {
  description: "People who take turns.",
  fields: (t) => ({
    name: t.string({ required: true, description: "Its name." }),
    userIds: t.globalIDList({ for: UserRef, required: true, description: "In the order of their turns." }),
    turn: t.field({ type: TurnInput, required: true, description: "How long a turn lasts." }),
    startsOn: t.string({ required: true, description: "Local day of the first hand-over, `2026-11-23`." }),
    handOverAt: t.string({ required: true, description: "Local time of every hand-over, `09:00`." }),
    restrictions: t.field({ type: [RestrictionInput], description: "When it serves. Default around the clock." }),
  }),
});

const layersWords = "A later layer goes before an earlier one wherever it serves.";

const CreateInput = builder.inputType("CreateOnCallScheduleInput", {
  description: "Who is on call when.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "Its name." }),
    timeZone: t.string({ required: true, description: "IANA name, `Europe/Lisbon`." }),
    layers: t.field({ type: [LayerInput], required: true, description: layersWords }),
  }),
});

const UpdateInput = builder.inputType("UpdateOnCallScheduleInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    scheduleId: t.globalID({ for: OnCallScheduleRef, required: true, description: "Which." }),
    name: t.string({ description: "Its name." }),
    timeZone: t.string({ description: "IANA name." }),
    layers: t.field({ type: [LayerInput], description: `All layers anew. ${layersWords}` }),
  }),
});

const DeleteInput = builder.inputType("DeleteOnCallScheduleInput", {
  description: "Which schedule is deleted.",
  fields: (t) => ({ scheduleId: t.globalID({ for: OnCallScheduleRef, required: true, description: "Which." }) }),
});

const AddInput = builder.inputType("AddOnCallOverrideInput", {
  description: "Who is on call instead.",
  fields: (t) => ({
    scheduleId: t.globalID({ for: OnCallScheduleRef, required: true, description: "In which schedule." }),
    userId: t.globalID({ for: UserRef, required: true, description: "Who." }),
    startsAt: t.field({ type: "DateTime", required: true, description: "From when on." }),
    endsAt: t.field({ type: "DateTime", required: true, description: "Until when; within 60 days." }),
    comment: t.string({ description: "Why." }),
  }),
});

const RemoveInput = builder.inputType("RemoveOnCallOverrideInput", {
  description: "Which override is taken away.",
  fields: (t) => ({
    scheduleId: t.globalID({ for: OnCallScheduleRef, required: true, description: "In which schedule." }),
    overrideId: t.globalID({ for: OnCallOverrideRef, required: true, description: "Which." }),
  }),
});

builder.mutationFields((t) => ({
  createOnCallSchedule: t.field({
    type: OnCallScheduleRef,
    description: "Makes an on-call schedule. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "Who and when." }) },
    errors: refusals("CreateOnCallSchedule", "schedule"),
    resolve: (_, { input }, ctx) => createOnCallSchedule(ctx, uuids(input)),
  }),
  updateOnCallSchedule: t.field({
    type: OnCallScheduleRef,
    description: "Changes an on-call schedule. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateOnCallSchedule", "schedule"),
    resolve: (_, { input }, ctx) => updateOnCallSchedule(ctx, uuids(input)),
  }),
  deleteOnCallSchedule: t.field({
    type: OnCallScheduleRef,
    description: "Deletes an on-call schedule that no policy names. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which." }) },
    errors: refusals("DeleteOnCallSchedule", "schedule"),
    resolve: (_, { input }, ctx) => deleteOnCallSchedule(ctx, uuids(input)),
  }),
  addOnCallOverride: t.field({
    type: OnCallOverrideRef,
    description: "Puts somebody on call for a while, before whatever the layers say. Needs `alerts:write`.",
    args: { input: t.arg({ type: AddInput, required: true, description: "Who and when." }) },
    errors: refusals("AddOnCallOverride", "override"),
    resolve: (_, { input }, ctx) => addOnCallOverride(ctx, uuids(input)),
  }),
  removeOnCallOverride: t.field({
    type: OnCallScheduleRef,
    description: "Takes an override away: the layers hold again. Needs `alerts:write`.",
    args: { input: t.arg({ type: RemoveInput, required: true, description: "Which." }) },
    errors: refusals("RemoveOnCallOverride", "schedule"),
    resolve: (_, { input }, ctx) => removeOnCallOverride(ctx, uuids(input)),
  }),
}));
