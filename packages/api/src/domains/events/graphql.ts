import { builder } from "../../graphql/builder.ts";
import { EventPayloadRef, EventRef } from "../../graphql/event-type.ts";
import { uuids } from "../../graphql/uuids.ts";
import type { EventDefinition } from "../../outbox/define-event.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { currentCursor } from "./current-cursor.ts";
import { EventFilterInput } from "./graphql/event-filter-input.ts";
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
