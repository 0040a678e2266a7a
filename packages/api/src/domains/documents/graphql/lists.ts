import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { encodeCursor } from "../../../subscriptions/cursor.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listCandidates, loadCandidateOf, watchCandidates } from "../candidate/list-candidates.ts";
import { listDocuments, listSources } from "../document/list-documents.ts";
import { listQuestions } from "../question/list-questions.ts";
import { loadDriftSettings } from "../settings/load-drift-settings.ts";
import {
  DocumentChangeRef,
  DocumentKindEnum,
  DocumentRef,
  DocumentSourceRef,
  DriftCandidateRef,
  DriftStateEnum,
  QuestionClusterRef,
  QuestionStateEnum,
} from "./refs.ts";
import { DriftSettingsRef } from "./settings-type.ts";

const KindComparator = builder.inputType("DocumentKindComparator", {
  description: "Compares what a document is for.",
  fields: (t) => ({ in: t.field({ type: [DocumentKindEnum], description: "Any of these." }) }),
});

const SourceComparator = builder.inputType("DocumentSourceComparator", {
  description: "Compares where a document is read from.",
  fields: (t) => ({ eq: t.globalID({ for: DocumentSourceRef, description: "This source." }) }),
});

const DocumentFilterInput = builder.inputType("DocumentFilter", {
  description: "Which documents; what is left out does not narrow.",
  fields: (t) => ({
    kind: t.field({ type: KindComparator, description: "By kind." }),
    sourceId: t.field({ type: SourceComparator, description: "By source." }),
    failing: t.boolean({ description: "True: only those that cannot be read. False: only those that can." }),
    suspected: t.boolean({ description: "True: only those of which something is suspected. False: the others." }),
    search: t.string({ description: "With this in the title or the path." }),
  }),
});

const StateComparator = builder.inputType("DriftStateComparator", {
  description: "Compares a candidate's state.",
  fields: (t) => ({ in: t.field({ type: [DriftStateEnum], description: "Any of these." }) }),
});

const ScoreComparator = builder.inputType("DriftScoreComparator", {
  description: "Compares a candidate's score.",
  fields: (t) => ({ gte: t.float({ description: "At least this." }) }),
});

const DocumentComparator = builder.inputType("DriftDocumentComparator", {
  description: "Compares the document.",
  fields: (t) => ({ eq: t.globalID({ for: DocumentRef, description: "This document." }) }),
});

const ChangeComparator = builder.inputType("DriftChangeComparator", {
  description: "Compares the change.",
  fields: (t) => ({ eq: t.globalID({ for: DocumentChangeRef, description: "This change." }) }),
});

const DriftFilterInput = builder.inputType("DriftFilter", {
  description: "Which candidates; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By state." }),
    score: t.field({ type: ScoreComparator, description: "By score." }),
    documentId: t.field({ type: DocumentComparator, description: "By document." }),
    changeId: t.field({ type: ChangeComparator, description: "By change." }),
  }),
});

const QuestionStateComparator = builder.inputType("QuestionStateComparator", {
  description: "Compares a question's state.",
  fields: (t) => ({ in: t.field({ type: [QuestionStateEnum], description: "Any of these." }) }),
});

const CountComparator = builder.inputType("QuestionCountComparator", {
  description: "Compares how often a question was asked.",
  fields: (t) => ({ gte: t.int({ description: "At least so often." }) }),
});

const QuestionFilterInput = builder.inputType("QuestionFilter", {
  description: "Which questions; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: QuestionStateComparator, description: "By state." }),
    messageCount: t.field({ type: CountComparator, description: "By how often it was asked. Default three times." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  documents: t.connection(
    {
      type: DocumentRef,
      description: "Tracked documents, the newest first. Needs `documents:read`.",
      args: { filter: t.arg({ type: DocumentFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listDocuments(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  documentSources: t.connection({
    type: DocumentSourceRef,
    description: "Places whose documents are tracked, the newest first. Needs `documents:read`.",
    resolve: (workspace, page, ctx) => listSources(ctx, workspace.id, page),
  }),
  driftCandidates: t.connection(
    {
      type: DriftCandidateRef,
      description: "Drift candidates, the newest first. Needs `documents:read`.",
      args: { filter: t.arg({ type: DriftFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listCandidates(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  repeatedQuestions: t.connection({
    type: QuestionClusterRef,
    description: "Questions that are asked again and again, the newest first. Needs `documents:read`.",
    args: { filter: t.arg({ type: QuestionFilterInput, description: "Which ones." }) },
    resolve: (workspace, { filter, ...page }, ctx) => listQuestions(ctx, workspace.id, page, uuids(filter ?? {})),
  }),
  driftSettings: t.field({
    type: DriftSettingsRef,
    complexity: 2,
    description: "What is chosen for drift, and what verdicts taught. Needs `documents:read`.",
    resolve: (workspace, _args, ctx) => loadDriftSettings(ctx, workspace.id),
  }),
}));

const DriftPayloadRef = builder.objectRef<RecordedEvent>("DriftPayload").implement({
  description: "A drift candidate that was found or changed.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    event: t.field({ type: EventRef, description: "What happened to it.", resolve: (event) => event }),
    candidate: t.field({
      type: DriftCandidateRef,
      description: "The candidate as it is now.",
      resolve: (event, _args, ctx) => loadCandidateOf(ctx, event),
    }),
  }),
});

builder.subscriptionField("driftChanged", (t) =>
  t.field({
    type: DriftPayloadRef,
    description: "Drift candidates as they are found, decided and fixed.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }) => watchCandidates(workspaceId.id, after),
    resolve: (event) => event,
  }),
);
