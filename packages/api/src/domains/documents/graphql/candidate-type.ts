import {
  documentChanges,
  documents,
  driftCandidates,
  type StoredDraft,
  type StoredLine,
  type StoredReason,
} from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { type Excerpt, excerptOf } from "../candidate/excerpt-of.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { DismissReasonEnum, DocumentChangeRef, DocumentRef, DriftCandidateRef, DriftStateEnum } from "./refs.ts";

const LineRef = builder.objectRef<StoredLine>("ChangedLine").implement({
  description: "A line that a change took away or brought.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "The file." }),
    line: t.exposeInt("line", {
      nullable: true,
      description: "Its number: in the old file for a line that is gone, else in the new one.",
    }),
    sign: t.exposeString("sign", { description: "`-` gone, `+` new." }),
    text: t.exposeString("text", { description: "The line." }),
  }),
});

const ReasonRef = builder.objectRef<StoredReason>("DriftReason").implement({
  description: "A reason for a score.",
  fields: (t) => ({
    feature: t.exposeString("feature", { description: "Which of the scores' parts it is, `undeclared`." }),
    text: t.exposeString("text", { description: "The reason, for people." }),
    weight: t.exposeFloat("weight", { description: "Log-odds that it adds; below 0 it speaks against." }),
  }),
});

const TermRef = builder.objectRef<DriftCandidate["terms"][number]>("DriftTerm").implement({
  description: "A term that both the change and the sentence hold.",
  fields: (t) => ({
    text: t.exposeString("text", { description: "As the change writes it." }),
    role: t.exposeString("role", { description: "`gone`, `new` or `touched` by the change." }),
    documents: t.exposeInt("documents", {
      description: "In how many documents it stood: the fewer, the more it says.",
    }),
  }),
});

const ExcerptRef = builder.objectRef<Excerpt>("DriftExcerpt").implement({
  description: "What stands around a sentence, within its section.",
  fields: (t) => ({
    before: t.exposeString("before", { description: "Before it." }),
    after: t.exposeString("after", { description: "Behind it." }),
  }),
});

const DraftRef = builder.objectRef<StoredDraft>("DriftDraft").implement({
  description: "What a model said of a candidate. No person wrote it, and it changes neither score nor state.",
  fields: (t) => ({
    model: t.exposeString("model", { description: "The model." }),
    draftedAt: t.field({ type: "DateTime", description: "When it answered.", resolve: ({ at }) => new Date(at) }),
    rank: t.exposeInt("rank", { description: "Its place among the candidates of the change, from 1." }),
    of: t.exposeInt("of", { description: "How many candidates the model ranked." }),
    text: t.exposeString("text", {
      nullable: true,
      description: "The sentence that would be true; null when the model saw nothing to change.",
    }),
  }),
});

builder.node(DocumentChangeRef, {
  description: "A change that was compared with the documents.",
  id: { resolve: (change) => change.id },
  loadOne: loadNode(documentChanges, "documents:read"),
  fields: (t) => ({
    title: t.exposeString("title", { description: "A pull request's title, a commit's first line." }),
    url: t.exposeString("url", { nullable: true, description: "Where a person can see it." }),
    actor: t.exposeString("actor", { nullable: true, description: "Who made it, in the provider's words." }),
    occurredAt: t.expose("occurredAt", { type: "DateTime", description: "When it happened." }),
    paths: t.exposeStringList("paths", { description: "Files that it changed, as far as they carry weight." }),
    draftFailure: t.exposeString("draftFailure", {
      nullable: true,
      description: "Why the model that was asked gave nothing that could be used.",
    }),
    signalId: t.id({
      nullable: true,
      description: "The signal that told of it; it may be asked for as a node.",
      resolve: ({ signalId }) => (signalId ? encodeGlobalId("Signal", signalId) : null),
    }),
  }),
});

builder.node(DriftCandidateRef, {
  description: "The suspicion that a change made a sentence of a document untrue, with its evidence.",
  id: { resolve: (candidate) => candidate.id },
  loadOne: loadNode(driftCandidates, "documents:read"),
  fields: (t) => ({
    state: t.expose("state", { type: DriftStateEnum, description: "Where it is in its life." }),
    score: t.exposeFloat("score", { description: "0 to 1: the estimated chance, by what is known now." }),
    reasons: t.field({
      type: [ReasonRef],
      description: "Why, the weightiest first.",
      resolve: ({ reasons }) => reasons,
    }),
    terms: t.field({ type: [TermRef], description: "What both hold.", resolve: ({ terms }) => terms }),
    lines: t.field({
      type: [LineRef],
      description: "The changed lines that speak of what the sentence says.",
      resolve: ({ lines }) => lines,
    }),
    sentence: t.exposeString("sentence", { description: "The sentence, as it was read." }),
    section: t.exposeStringList("section", { description: "The headings above it, outermost first." }),
    line: t.exposeInt("line", { description: "Its line in the document." }),
    version: t.exposeInt("version", { description: "The version of the document that held it." }),
    dismissReason: t.expose("dismissReason", {
      type: DismissReasonEnum,
      nullable: true,
      description: "Why it is none.",
    }),
    comment: t.exposeString("comment", { nullable: true, description: "What whoever decided said." }),
    decidedBy: t.exposeString("decidedBy", { nullable: true, description: "Who decided." }),
    decidedAt: t.expose("decidedAt", { type: "DateTime", nullable: true, description: "When it was decided." }),
    evidence: t.exposeString("evidence", { nullable: true, description: "How it was seen to be fixed." }),
    draft: t.field({
      type: DraftRef,
      nullable: true,
      description: "What a model said of it; null when none did.",
      resolve: ({ draft }) => draft,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was found." }),
    excerpt: t.field({
      type: ExcerptRef,
      nullable: true,
      complexity: 2,
      description: "What stands around the sentence; null when it is no longer there.",
      resolve: (candidate, _args, ctx) => excerptOf(ctx, candidate),
    }),
    document: t.field({
      type: DocumentRef,
      nullable: true,
      complexity: 2,
      description: "The document.",
      resolve: ({ workspaceId, documentId }, _args, ctx) => loadRow(ctx, documents, workspaceId, documentId),
    }),
    change: t.field({
      type: DocumentChangeRef,
      nullable: true,
      complexity: 2,
      description: "The change.",
      resolve: ({ workspaceId, changeId }, _args, ctx) => loadRow(ctx, documentChanges, workspaceId, changeId),
    }),
  }),
});
