import { type OnCallLayer, type OnCallRestriction, onCallOverrides, onCallSchedules } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { UserRef } from "../../accounts/index.ts";
import { loadPerson, WorkspaceRef } from "../../workspaces/index.ts";
import { listOnCallSchedules } from "../list-settings.ts";
import {
  listOverrides,
  type ShownOnCall,
  type ShownShift,
  showOnCallNow,
  showShifts,
} from "../on-call/show-schedule.ts";
import { TurnUnitEnum } from "./enums.ts";
import { OnCallOverrideRef, OnCallScheduleRef } from "./refs.ts";

const RestrictionRef = builder.objectRef<OnCallRestriction>("OnCallRestriction").implement({
  description: "Hours of the week in which a layer serves.",
  fields: (t) => ({
    days: t.exposeIntList("days", { description: "ISO days on which they begin, 1 for Monday; empty for all." }),
    from: t.exposeString("from", { description: "Local time, `09:00`." }),
    to: t.exposeString("to", { description: "Local time, `17:00`; not after `from` it is the next day's." }),
  }),
});

const LayerRef = builder.objectRef<OnCallLayer & { workspaceId: string }>("OnCallLayer").implement({
  description: "People who take turns.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    people: t.field({
      type: [UserRef],
      nullable: { list: false, items: true },
      description: "In the order of their turns; null for who is no member any more.",
      resolve: ({ userIds, workspaceId }, _args, ctx) => userIds.map((id) => loadPerson(ctx, workspaceId, id)),
    }),
    userIds: t.idList({
      description: "The same people by their ids.",
      resolve: ({ userIds }) => userIds.map((id) => encodeGlobalId("User", id)),
    }),
    turnUnit: t.field({
      type: TurnUnitEnum,
      description: "What a turn is counted in.",
      resolve: ({ turn }) => turn.unit,
    }),
    turnLength: t.int({ description: "How many of them a turn lasts.", resolve: ({ turn }) => turn.length }),
    startsOn: t.exposeString("startsOn", { description: "Local day of the first hand-over, `2026-11-23`." }),
    handOverAt: t.exposeString("handOverAt", { description: "Local time of every hand-over, `09:00`." }),
    restrictions: t.expose("restrictions", { type: [RestrictionRef], description: "Empty: around the clock." }),
  }),
});

const ShiftRef = builder.objectRef<ShownShift>("OnCallShift").implement({
  description: "Who is on call from one moment to another.",
  fields: (t) => ({
    from: t.field({ type: "DateTime", description: "Inclusive.", resolve: ({ from }) => new Date(from) }),
    to: t.field({ type: "DateTime", description: "Exclusive.", resolve: ({ to }) => new Date(to) }),
    user: t.field({
      type: UserRef,
      nullable: true,
      description: "Null for a gap, or for who is no member any more.",
      resolve: ({ workspaceId, userId }, _args, ctx) => (userId ? loadPerson(ctx, workspaceId, userId) : null),
    }),
    isGap: t.boolean({ description: "Whether nobody is on call.", resolve: ({ userId }) => userId === null }),
    layer: t.string({
      nullable: true,
      description: "The layer that says so; null for an override or a gap.",
      resolve: ({ via }) => (via && "layer" in via ? via.layer : null),
    }),
    overrideId: t.id({
      nullable: true,
      description: "The override that says so; null for a layer or a gap.",
      resolve: ({ via }) => (via && "overrideId" in via ? encodeGlobalId("OnCallOverride", via.overrideId) : null),
    }),
  }),
});

const OnCallNowRef = builder.objectRef<ShownOnCall>("OnCallNow").implement({
  description: "Who is on call at this moment.",
  fields: (t) => ({
    user: t.field({
      type: UserRef,
      nullable: true,
      description: "Null when nobody is.",
      resolve: ({ workspaceId, userId }, _args, ctx) => (userId ? loadPerson(ctx, workspaceId, userId) : null),
    }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "When somebody else takes over; null when that lies more than 35 days ahead.",
    }),
  }),
});

builder.node(OnCallOverrideRef, {
  description: "Somebody who is on call instead of whoever the layers say.",
  id: { resolve: (override) => override.id },
  loadOne: loadNode(onCallOverrides, "alerts:read"),
  fields: (t) => ({
    user: t.field({
      type: UserRef,
      nullable: true,
      description: "Who; null when the person is no member any more.",
      resolve: ({ workspaceId, userId }, _args, ctx) => loadPerson(ctx, workspaceId, userId),
    }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "From when on." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "Until when." }),
    comment: t.exposeString("comment", { description: "Why; may be empty." }),
    madeBy: t.exposeString("madeBy", { description: "Who made it." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
  }),
});

builder.node(OnCallScheduleRef, {
  description: "Who is on call when.",
  id: { resolve: (schedule) => schedule.id },
  loadOne: loadNode(onCallSchedules, "alerts:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    timeZone: t.exposeString("timeZone", { description: "IANA name; hand-overs are in its local time." }),
    layers: t.field({
      type: [LayerRef],
      description: "A later layer goes before an earlier one wherever it serves.",
      resolve: ({ layers, workspaceId }) => layers.map((layer) => ({ ...layer, workspaceId })),
    }),
    now: t.field({
      type: OnCallNowRef,
      complexity: 3,
      description: "Who is on call at this moment.",
      resolve: (schedule, _args, ctx) => showOnCallNow(ctx, schedule),
    }),
    shifts: t.field({
      type: [ShiftRef],
      complexity: 10,
      description: "Who is on call in a span of 62 days at most, gaps included.",
      args: {
        from: t.arg({ type: "DateTime", required: true, description: "From this moment." }),
        to: t.arg({ type: "DateTime", required: true, description: "To this moment." }),
      },
      resolve: (schedule, span, ctx) => showShifts(ctx, schedule, span),
    }),
    overrides: t.field({
      type: [OnCallOverrideRef],
      complexity: 5,
      description: "Overrides that are not over yet, by their beginning.",
      resolve: (schedule, _args, ctx) => listOverrides(ctx, schedule),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
    deletedAt: t.expose("archivedAt", { type: "DateTime", nullable: true, description: "When it was deleted." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  onCallSchedules: t.connection(
    {
      type: OnCallScheduleRef,
      description: "On-call schedules, the oldest first. Needs `alerts:read`.",
      resolve: (workspace, page, ctx) => listOnCallSchedules(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));
