import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { encodeCursor } from "../../../subscriptions/cursor.ts";
import { ErrorGroupRef } from "../../logs/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listLinksTo } from "../error-groups/list-links.ts";
import { findIncident, listIncidents } from "../incident/list-incidents.ts";
import { loadIncidentOf, watchIncidents } from "../incident/watch-incidents.ts";
import { IncidentErrorGroupRef, IncidentRef, IncidentSeverityEnum, IncidentStateEnum } from "./refs.ts";

const StateComparator = builder.inputType("IncidentStateComparator", {
  description: "Compares an incident's state.",
  fields: (t) => ({ in: t.field({ type: [IncidentStateEnum], description: "Any of these." }) }),
});

const SeverityComparator = builder.inputType("IncidentSeverityComparator", {
  description: "Compares an incident's severity.",
  fields: (t) => ({ in: t.field({ type: [IncidentSeverityEnum], description: "Any of these." }) }),
});

const SinceComparator = builder.inputType("IncidentSinceComparator", {
  description: "Compares a time.",
  fields: (t) => ({ gte: t.field({ type: "DateTime", description: "From this moment." }) }),
});

const FilterInput = builder.inputType("IncidentFilter", {
  description: "Which incidents; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By state." }),
    severity: t.field({ type: SeverityComparator, description: "By severity." }),
    openedAt: t.field({ type: SinceComparator, description: "Opened since." }),
    search: t.string({ description: "With this in the title." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  incidents: t.connection(
    {
      type: IncidentRef,
      description: "Incidents, the newest first. Needs `incidents:read`.",
      args: { filter: t.arg({ type: FilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listIncidents(ctx, workspace.id, page, filter ?? {}),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  incident: t.field({
    type: IncidentRef,
    nullable: true,
    complexity: 2,
    description: "The incident of this number; null when there is none. Needs `incidents:read`.",
    args: { number: t.arg.int({ required: true, description: "3 for `INC-3`." }) },
    resolve: (workspace, { number }, ctx) => findIncident(ctx, workspace.id, number),
  }),
}));

builder.objectFields(ErrorGroupRef, (t) => ({
  incidentLinks: t.connection({
    type: IncidentErrorGroupRef,
    description: "Incidents that it, or a group that was merged into it, belongs to. Needs `incidents:read`.",
    resolve: (group, page, ctx) => listLinksTo(ctx, group, page),
  }),
}));

const IncidentPayloadRef = builder.objectRef<RecordedEvent>("IncidentPayload").implement({
  description: "An incident that was opened or changed.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    event: t.field({ type: EventRef, description: "What happened to it.", resolve: (event) => event }),
    incident: t.field({
      type: IncidentRef,
      description: "The incident as it is now.",
      resolve: (event, _args, ctx) => loadIncidentOf(ctx, event),
    }),
  }),
});

builder.subscriptionField("incidentChanged", (t) =>
  t.field({
    type: IncidentPayloadRef,
    description: "Incidents as they are opened and change.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }, ctx) => watchIncidents(ctx, workspaceId.id, after),
    resolve: (event) => event,
  }),
);
