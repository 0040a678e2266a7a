import { incidentErrorGroups, incidents } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { ClaimRef } from "../../../graphql/claim-type.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { EventFilterInput } from "../../events/index.ts";
import { ErrorGroupRef } from "../../logs/index.ts";
import { linkedGroup, listLinksOf } from "../error-groups/list-links.ts";
import { listIncidentTimeline } from "../incident/list-timeline.ts";
import { incidentName } from "../incident-ref.ts";
import { movesOf } from "../machine.ts";
import { loadMitigation } from "../mitigation/load-mitigation.ts";
import { IncidentErrorGroupRef, IncidentRef, IncidentSeverityEnum, IncidentStateEnum } from "./refs.ts";

builder.node(IncidentRef, {
  description: "Something that goes wrong for users, from the moment that somebody says so.",
  id: { resolve: (incident) => incident.id },
  loadOne: loadNode(incidents, "incidents:read"),
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1, 2, 3 … within the workspace." }),
    name: t.string({ description: "What people call it: `INC-3`.", resolve: (incident) => incidentName(incident) }),
    title: t.exposeString("title", { description: "What goes wrong, in one line." }),
    summary: t.exposeString("summary", { nullable: true, description: "What is known; null while nobody wrote it." }),
    severity: t.expose("severity", { type: IncidentSeverityEnum, description: "How bad it is for users." }),
    state: t.expose("state", { type: IncidentStateEnum, description: "Where it is in its life." }),
    moves: t.field({
      type: [IncidentStateEnum],
      description: "Where it can go now, in the order of its life; none once it was resolved for 24 hours.",
      resolve: (incident, _args, ctx) => movesOf(incident, ctx.app.clock.now()),
    }),
    openedAt: t.expose("openedAt", { type: "DateTime", description: "When it was opened." }),
    openedBy: t.exposeString("openedBy", { description: "Who opened it." }),
    investigatingAt: t.expose("investigatingAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when its cause is looked for, the last time.",
    }),
    investigatingBy: t.exposeString("investigatingBy", { nullable: true, description: "Who began to look." }),
    mitigatedAt: t.expose("mitigatedAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody said that users no longer feel it; `mitigation` says whether that is so.",
    }),
    mitigatedBy: t.exposeString("mitigatedBy", { nullable: true, description: "Who said so." }),
    resolvedAt: t.expose("resolvedAt", { type: "DateTime", nullable: true, description: "When it was resolved." }),
    resolvedBy: t.exposeString("resolvedBy", { nullable: true, description: "Who resolved it." }),
    mitigation: t.field({
      type: ClaimRef,
      nullable: true,
      complexity: 5,
      description:
        "What the linked error groups say of its mitigation: BROKEN when an error came after it, PROVEN by logs that arrive five minutes later without one, CLAIMED until then. Null before it was said, and 24 hours after it was resolved.",
      resolve: (incident, _args, ctx) => loadMitigation(ctx, incident),
    }),
    errorGroupLinks: t.connection(
      {
        type: IncidentErrorGroupRef,
        description: "The error groups that belong to it, in the order in which they were linked; 100 at most.",
        resolve: (incident, page, ctx) => listLinksOf(ctx, incident, page),
      },
      {
        fields: (c) => ({
          totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
        }),
      },
    ),
    timeline: t.connection({
      type: EventRef,
      description:
        "Everything that happened to it, and to its error groups from a day before it was opened, the newest first.",
      args: { filter: t.arg({ type: EventFilterInput, description: "Which ones." }) },
      resolve: (incident, args, ctx) => listIncidentTimeline(ctx, incident, args),
    }),
  }),
});

builder.node(IncidentErrorGroupRef, {
  description: "That an error group belongs to an incident.",
  id: { resolve: (link) => link.id },
  loadOne: loadNode(incidentErrorGroups, "incidents:read"),
  fields: (t) => ({
    linkedAt: t.expose("createdAt", { type: "DateTime", description: "When they were linked." }),
    linkedBy: t.exposeString("linkedBy", { description: "Who linked them." }),
    because: t.exposeString("because", { nullable: true, description: "Why they belong together." }),
    incident: t.field({
      type: IncidentRef,
      nullable: true,
      complexity: 2,
      description: "The incident.",
      resolve: ({ workspaceId, incidentId }, _args, ctx) => loadRow(ctx, incidents, workspaceId, incidentId),
    }),
    errorGroup: t.field({
      type: ErrorGroupRef,
      nullable: true,
      complexity: 2,
      description: "The error group, or the one that it was merged into. Null without `logs:read`.",
      resolve: (link, _args, ctx) => linkedGroup(ctx, link),
    }),
  }),
});
