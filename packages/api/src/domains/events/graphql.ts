import { builder } from "../../graphql/builder.ts";
import { EventPayloadRef, EventRef } from "../../graphql/event-type.ts";
import { uuids } from "../../graphql/uuids.ts";
import type { EventDefinition } from "../../outbox/define-event.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { currentCursor } from "./current-cursor.ts";
import "./graphql/live-connections-type.ts";
import { eventDataSchema, listEventTypes } from "./list-event-types.ts";
import { listEvents } from "./list-events.ts";
import { watchEvents } from "./watch-events.ts";

const EventTypeRef = builder.objectRef<EventDefinition>("EventType").implement({
  description: "One kind of event.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "The subject's noun and what happened: `workspace.created`." }),
    subjectType: t.exposeString("subject", { description: "The noun of what it is about." }),
    description: t.exposeString("description", {
      description: "What has happened when this is in the log, for people.",
    }),
    outbound: t.exposeBoolean("outbound", { description: "Whether webhook endpoints can receive it." }),
    dataSchema: t.field({ type: "JSON", description: "What it carries, as JSON Schema.", resolve: eventDataSchema }),
  }),
});

builder.queryField("eventTypes", (t) =>
  t.field({
    type: [EventTypeRef],
    description: "Every kind of event: what can be subscribed to, filtered by, and sent to webhook endpoints.",
    resolve: (_root, _args, ctx) => listEventTypes(ctx),
  }),
);

const TypeComparator = builder.inputType("EventTypeComparator", {
  description: "Compares an event's type.",
  fields: (t) => ({ in: t.stringList({ description: "Any of these." }) }),
});

const ActorTypeComparator = builder.inputType("EventActorTypeComparator", {
  description: "Compares who did it.",
  fields: (t) => ({ in: t.stringList({ description: "Any of `user`, `api_key`, `embed`, `system`, `anonymous`." }) }),
});

const MomentComparator = builder.inputType("EventMomentComparator", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

const EventFilterInput = builder.inputType("EventFilter", {
  description: "Which events; what is left out does not narrow.",
  fields: (t) => ({
    type: t.field({ type: TypeComparator, description: "By type." }),
    subjectId: t.string({ description: "About this: its id, or the bare uuid." }),
    actorType: t.field({ type: ActorTypeComparator, description: "By who did it." }),
    occurredAt: t.field({ type: MomentComparator, description: "Happened in this span." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  events: t.connection({
    type: EventRef,
    description: "The one history, newest first.",
    args: { filter: t.arg({ type: EventFilterInput, description: "Which ones." }) },
    resolve: (workspace, args, ctx) => listEvents(ctx, workspace.id, args),
  }),
  cursor: t.field({
    type: "Cursor",
    description: "Subscribe from here to miss nothing that happens after what this answer shows.",
    resolve: (workspace, _args, ctx) => currentCursor(ctx, workspace.id),
  }),
}));

builder.subscriptionField("events", (t) =>
  t.field({
    type: EventPayloadRef,
    description: "The workspace's events as they happen. Who reconnects with its last cursor misses nothing.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
      types: t.arg.stringList({ description: "Of one of these types; left out, all." }),
      subjectId: t.arg.string({ description: "About this only: its id, or the bare uuid." }),
    },
    subscribe: (_root, args, ctx) => watchEvents(ctx, uuids(args)),
    resolve: (event) => event,
  }),
);
