import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { ErrorGroupRef } from "../../logs/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { linkErrorGroup } from "../error-groups/link-error-group.ts";
import { unlinkErrorGroup } from "../error-groups/unlink-error-group.ts";
import { addIncidentNote } from "../incident/add-incident-note.ts";
import { changeIncidentState } from "../incident/change-incident-state.ts";
import { openIncident } from "../incident/open-incident.ts";
import { updateIncident } from "../incident/update-incident.ts";
import { IncidentRef, IncidentSeverityEnum, IncidentStateEnum } from "./refs.ts";

const OpenInput = builder.inputType("OpenIncidentInput", {
  description: "What goes wrong.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    title: t.string({ required: true, description: "What goes wrong, in one line; 200 characters at most." }),
    severity: t.field({ type: IncidentSeverityEnum, required: true, description: "How bad it is for users." }),
    summary: t.string({ description: "What is known; 4,000 characters at most." }),
    errorGroupIds: t.globalIDList({ for: ErrorGroupRef, description: "Error groups that belong to it, 20 at most." }),
  }),
});

const UpdateInput = builder.inputType("UpdateIncidentInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    incidentId: t.globalID({ for: IncidentRef, required: true, description: "Which." }),
    title: t.string({ description: "What goes wrong, in one line; 200 characters at most." }),
    severity: t.field({ type: IncidentSeverityEnum, description: "How bad it is for users." }),
    summary: t.string({ description: "What is known; 4,000 characters at most. Null takes it away." }),
  }),
});

const StateInput = builder.inputType("ChangeIncidentStateInput", {
  description: "Where an incident goes.",
  fields: (t) => ({
    incidentId: t.globalID({ for: IncidentRef, required: true, description: "Which." }),
    to: t.field({ type: IncidentStateEnum, required: true, description: "Where it goes." }),
    from: t.field({
      type: IncidentStateEnum,
      description: "Where it was when you decided: CONFLICT when it has moved on. Left out, wherever it is.",
    }),
    comment: t.string({ description: "What you want to say to it; 2,000 characters at most." }),
  }),
});

const NoteInput = builder.inputType("AddIncidentNoteInput", {
  description: "Something for the timeline.",
  fields: (t) => ({
    incidentId: t.globalID({ for: IncidentRef, required: true, description: "Which." }),
    note: t.string({ required: true, description: "What you want to say; 2,000 characters at most." }),
  }),
});

const linkFields = {
  incidentId: "Which incident.",
  errorGroupId: "Which error group.",
  because: "Why; 2,000 characters at most.",
};

const LinkInput = builder.inputType("LinkErrorGroupInput", {
  description: "What belongs together.",
  fields: (t) => ({
    incidentId: t.globalID({ for: IncidentRef, required: true, description: linkFields.incidentId }),
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: linkFields.errorGroupId }),
    because: t.string({ description: linkFields.because }),
  }),
});

const UnlinkInput = builder.inputType("UnlinkErrorGroupInput", {
  description: "What does not belong together.",
  fields: (t) => ({
    incidentId: t.globalID({ for: IncidentRef, required: true, description: linkFields.incidentId }),
    errorGroupId: t.globalID({ for: ErrorGroupRef, required: true, description: linkFields.errorGroupId }),
    because: t.string({ description: linkFields.because }),
  }),
});

builder.mutationFields((t) => ({
  openIncident: t.field({
    type: IncidentRef,
    description: "Says that something goes wrong for users. Needs `incidents:write`.",
    args: { input: t.arg({ type: OpenInput, required: true, description: "What." }) },
    errors: refusals("OpenIncident", "incident"),
    resolve: (_, { input }, ctx) => openIncident(ctx, uuids(input)),
  }),
  updateIncident: t.field({
    type: IncidentRef,
    description: "Changes title, summary or severity. Needs `incidents:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateIncident", "incident"),
    resolve: (_, { input }, ctx) => updateIncident(ctx, uuids(input)),
  }),
  changeIncidentState: t.field({
    type: IncidentRef,
    description:
      "Moves an incident through its life; a resolved one opens again for 24 hours. Needs `incidents:write`.",
    args: { input: t.arg({ type: StateInput, required: true, description: "Which, and where." }) },
    errors: refusals("ChangeIncidentState", "incident"),
    resolve: (_, { input }, ctx) => changeIncidentState(ctx, uuids(input)),
  }),
  addIncidentNote: t.field({
    type: IncidentRef,
    description: "Writes a note into an incident's timeline, for good. Needs `incidents:write`.",
    args: { input: t.arg({ type: NoteInput, required: true, description: "Which, and what." }) },
    errors: refusals("AddIncidentNote", "incident"),
    resolve: (_, { input }, ctx) => addIncidentNote(ctx, uuids(input)),
  }),
  linkErrorGroup: t.field({
    type: IncidentRef,
    description: "Says that an error group belongs to an incident. Needs `incidents:write` and `logs:read`.",
    args: { input: t.arg({ type: LinkInput, required: true, description: "Which two." }) },
    errors: refusals("LinkErrorGroup", "incident"),
    resolve: (_, { input }, ctx) => linkErrorGroup(ctx, uuids(input)),
  }),
  unlinkErrorGroup: t.field({
    type: IncidentRef,
    description:
      "Takes an error group, and what was merged into it, from an incident. Needs `incidents:write` and `logs:read`.",
    args: { input: t.arg({ type: UnlinkInput, required: true, description: "Which two." }) },
    errors: refusals("UnlinkErrorGroup", "incident"),
    resolve: (_, { input }, ctx) => unlinkErrorGroup(ctx, uuids(input)),
  }),
}));
