import { events } from "@plumbline/db/schema";
import type { RecordedEvent } from "../outbox/record-event.ts";
import { encodeCursor } from "../subscriptions/cursor.ts";
import { builder } from "./builder.ts";
import { registerIdPrefix } from "./ids.ts";
import { loadNode } from "./load-node.ts";

registerIdPrefix("Event", "evt");

/** The one history: audit, verdicts, revisions and timelines are filtered views of it. */
export const EventRef = builder.objectRef<RecordedEvent>("Event");

const ActorRef = builder.objectRef<RecordedEvent>("EventActor").implement({
  description: "Who did it, as it was called at that time.",
  fields: (t) => ({
    type: t.exposeString("actorType", { description: "`user`, `api_key`, `embed`, `system` or `anonymous`." }),
    name: t.exposeString("actorName", { description: "Its name at that time." }),
  }),
});

builder.node(EventRef, {
  description: "Something that happened in the workspace. Never changed, never reordered.",
  id: { resolve: (event) => event.id },
  loadOne: loadNode(events, "events:read"),
  fields: (t) => ({
    type: t.exposeString("type", { description: "The subject's noun and what happened: `workspace.created`." }),
    subjectType: t.exposeString("subjectType", { description: "The noun of what it is about." }),
    subjectId: t.exposeString("subjectId", { description: "The uuid of what it is about." }),
    actor: t.field({ type: ActorRef, description: "Who did it.", resolve: (event) => event }),
    requestId: t.exposeString("requestId", {
      nullable: true,
      description: "The request that did it; the same id stands in logs and errors.",
    }),
    data: t.expose("data", { type: "JSON", description: "What the event carries. Never a secret." }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened." }),
    cursor: t.field({
      type: "Cursor",
      nullable: true,
      description: "Its place in the log; null for the instant between commit and numbering.",
      resolve: (event) => (event.position === null ? null : encodeCursor(event.position)),
    }),
  }),
});

/** What every event subscription sends: the event and the cursor to continue after. */
export const EventPayloadRef = builder.objectRef<RecordedEvent>("EventPayload").implement({
  description: "One event of a subscription.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this event.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    event: t.field({ type: EventRef, description: "What happened.", resolve: (event) => event }),
  }),
});
