import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, updatedAt, workspaceId, workspacePolicies } from "./columns.ts";
import { integrations } from "./integrations.ts";
import { signals } from "./signals.ts";
import { workspaces } from "./workspaces.ts";

const inWorkspace = () => workspaceId().references(() => workspaces.id, { onDelete: "cascade" });

/** A line that a change took away or brought. */
export interface StoredLine {
  path: string;
  /** Null when unknown. */
  line: number | null;
  sign: "+" | "-" | " ";
  text: string;
}

/** A file of a change, as far as it is kept. */
export interface StoredFile {
  path: string;
  previousPath?: string | undefined;
  status: "added" | "modified" | "removed" | "renamed";
  lines: StoredLine[];
}

/** A reason for a score, in words, with the log-odds that it adds. */
export interface StoredReason {
  feature: string;
  text: string;
  weight: number;
}

/** What a model said of a candidate, beside the score and never in its place. */
export interface StoredDraft {
  /** The model as it named itself in its answer. */
  model: string;
  /** When it answered, ISO 8601. */
  at: string;
  /** Its place among the candidates of the same change by the model's judgement, from 1. */
  rank: number;
  /** How many candidates it ranked. */
  of: number;
  /** The sentence that would be true, in the model's words; null when it saw nothing to change. */
  text: string | null;
}

/** A place at a provider whose documents are tracked: a repository's Markdown, a Confluence space. */
export const documentSources = pgTable(
  "document_sources",
  {
    id: id(),
    workspaceId: inWorkspace(),
    integrationId: uuid("integration_id").notNull(),
    /** The provider's id of the place, `acme/shop`. */
    target: text("target").notNull(),
    /** Glob below the place, as the provider's file explains it. */
    pattern: text("pattern").notNull(),
    /** When the list was last read whole. Null: tracked, never read. */
    readAt: moment("read_at"),
    documentCount: integer("document_count").notNull().default(0),
    /** The list or some documents could not be read. Null while it works. */
    failingSince: moment("failing_since"),
    failureReason: text("failure_reason"),
    failureNextStep: text("failure_next_step"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("document_sources_workspace_id").on(t.workspaceId, t.id),
    unique("document_sources_place").on(t.workspaceId, t.integrationId, t.target, t.pattern),
    foreignKey({
      name: "document_sources_integration",
      columns: [t.workspaceId, t.integrationId],
      foreignColumns: [integrations.workspaceId, integrations.id],
    }).onDelete("cascade"),
    ...workspacePolicies("document_sources"),
  ],
);

/** Something written that signals can make untrue. */
export const documents = pgTable(
  "documents",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Null for an uploaded page. */
    sourceId: uuid("source_id"),
    /** Where it lies in its source, `docs/checkout.md`; for an uploaded page a name of its own. */
    path: text("path").notNull(),
    title: text("title").notNull(),
    kind: text("kind", { enum: ["document", "runbook"] })
      .notNull()
      .default("document"),
    url: text("url"),
    /** What the source calls this state of it (a blob's hash, a page's version): unchanged, it is not read again. */
    revision: text("revision"),
    /** Number of the newest version; 0 until it was read. */
    version: integer("version").notNull().default(0),
    /** SHA-256 of the newest text. */
    hash: text("hash"),
    /** The newest text, Markdown. */
    content: text("content"),
    /** When it was last read, or last found unchanged. */
    readAt: moment("read_at"),
    /** When its text last changed here. */
    changedAt: moment("changed_at"),
    failingSince: moment("failing_since"),
    failureReason: text("failure_reason"),
    /** It is no longer at its source. */
    removedAt: moment("removed_at"),
    /** Log-odds that this workspace's verdicts add for it. */
    bias: real("bias").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("documents_workspace_id").on(t.workspaceId, t.id),
    uniqueIndex("documents_path")
      .on(t.workspaceId, sql`coalesce(${t.sourceId}, '00000000-0000-0000-0000-000000000000'::uuid)`, t.path)
      .where(sql`removed_at is null`),
    index("documents_source").on(t.workspaceId, t.sourceId),
    check("documents_kind", sql`kind in ('document', 'runbook')`),
    foreignKey({
      name: "documents_source_fk",
      columns: [t.workspaceId, t.sourceId],
      foreignColumns: [documentSources.workspaceId, documentSources.id],
    }).onDelete("cascade"),
    ...workspacePolicies("documents"),
  ],
);

/** A text that a document had. */
export const documentVersions = pgTable(
  "document_versions",
  {
    id: id(),
    workspaceId: inWorkspace(),
    documentId: uuid("document_id").notNull(),
    number: integer("number").notNull(),
    hash: text("hash").notNull(),
    content: text("content").notNull(),
    readAt: moment("read_at").notNull(),
  },
  (t) => [
    unique("document_versions_number").on(t.workspaceId, t.documentId, t.number),
    foreignKey({
      name: "document_versions_document",
      columns: [t.workspaceId, t.documentId],
      foreignColumns: [documents.workspaceId, documents.id],
    }).onDelete("cascade"),
    ...workspacePolicies("document_versions"),
  ],
);

/** A change that was examined. Kept: what changed together before is evidence for what comes. */
export const documentChanges = pgTable(
  "document_changes",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The change's own name: a commit, an event. Told by two signals it is examined once. */
    key: text("key").notNull(),
    /** Null where an event of Plumbline's own was the change. */
    signalId: uuid("signal_id"),
    title: text("title").notNull(),
    message: text("message").notNull().default(""),
    url: text("url"),
    actor: text("actor"),
    files: jsonb("files").notNull().$type<StoredFile[]>(),
    /** Files that carry weight, for the memory of what changed together. */
    paths: text("paths").array().notNull().default(sql`'{}'`),
    /** Documents that the change itself edited. */
    editedDocuments: uuid("edited_documents").array().notNull().default(sql`'{}'`),
    /** With a deployment: the changes that it gathers, by their keys. What they made suspicious is not suspected again. */
    gathers: text("gathers").array().notNull().default(sql`'{}'`),
    /** When a model answered about its candidates. Null: none was asked, or none answered. */
    draftedAt: moment("drafted_at"),
    /** Why the model that was asked last gave nothing that could be used. */
    draftFailure: text("draft_failure"),
    occurredAt: moment("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("document_changes_workspace_id").on(t.workspaceId, t.id),
    unique("document_changes_key").on(t.workspaceId, t.key),
    foreignKey({
      name: "document_changes_signal",
      columns: [t.workspaceId, t.signalId],
      foreignColumns: [signals.workspaceId, signals.id],
    }).onDelete("cascade"),
    ...workspacePolicies("document_changes"),
  ],
);

/** The suspicion that a change made a sentence untrue. */
export const driftCandidates = pgTable(
  "drift_candidates",
  {
    id: id(),
    workspaceId: inWorkspace(),
    documentId: uuid("document_id").notNull(),
    changeId: uuid("change_id").notNull(),
    state: text("state", { enum: ["open", "accepted", "fixed", "dismissed"] })
      .notNull()
      .default("open"),
    /** 0 to 1: the estimated chance, by what is known now. */
    score: real("score").notNull(),
    reasons: jsonb("reasons").notNull().$type<StoredReason[]>(),
    /** The document's sentence as it was read, with its headings and its line. */
    sentence: text("sentence").notNull(),
    section: text("section").array().notNull().default(sql`'{}'`),
    line: integer("line").notNull(),
    /** SHA-256 of the sentence: one candidate for each document, sentence and change. */
    sentenceHash: text("sentence_hash").notNull(),
    /** Version of the document that holds the sentence. */
    version: integer("version").notNull(),
    /** The changed lines that speak of the same. */
    lines: jsonb("lines").notNull().$type<StoredLine[]>(),
    terms: jsonb("terms").notNull().$type<{ text: string; role: string; documents: number }[]>(),
    /** Null when no model was asked, or it gave no usable answer. */
    draft: jsonb("draft").$type<StoredDraft>(),
    dismissReason: text("dismiss_reason", {
      enum: ["still_true", "not_related", "not_worth_it", "duplicate"],
    }),
    comment: text("comment"),
    /** What the verdict taught, so that undoing it unlearns the same. */
    lesson: jsonb("lesson").$type<{ features: Record<string, number>; document: number }>(),
    decidedBy: text("decided_by"),
    decidedAt: moment("decided_at"),
    /** How it was seen to be fixed, in words. */
    evidence: text("evidence"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("drift_candidates_workspace_id").on(t.workspaceId, t.id),
    unique("drift_candidates_once").on(t.workspaceId, t.documentId, t.changeId, t.sentenceHash),
    index("drift_candidates_state").on(t.workspaceId, t.state, t.id),
    index("drift_candidates_change").on(t.workspaceId, t.changeId),
    check("drift_candidates_state_check", sql`state in ('open', 'accepted', 'fixed', 'dismissed')`),
    foreignKey({
      name: "drift_candidates_document",
      columns: [t.workspaceId, t.documentId],
      foreignColumns: [documents.workspaceId, documents.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "drift_candidates_change_fk",
      columns: [t.workspaceId, t.changeId],
      foreignColumns: [documentChanges.workspaceId, documentChanges.id],
    }).onDelete("cascade"),
    ...workspacePolicies("drift_candidates"),
  ],
);

/** What a workspace chose for drift, and what its verdicts taught. */
export const driftSettings = pgTable(
  "drift_settings",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** Score from which a candidate is told, 0 to 1. */
    threshold: real("threshold").notNull(),
    channelIds: uuid("channel_ids").array().notNull().default(sql`'{}'`),
    /** Factors by which verdicts changed the weights. */
    factors: jsonb("factors").notNull().default({}).$type<Record<string, number>>(),
    verdicts: integer("verdicts").notNull().default(0),
    learning: boolean("learning").notNull().default(true),
    /** Whether the operator's model, where there is one, may be asked about candidates. */
    modelDrafts: boolean("model_drafts").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique("drift_settings_workspace").on(t.workspaceId), ...workspacePolicies("drift_settings")],
);

/** A question that people ask again and again. */
export const questionClusters = pgTable(
  "question_clusters",
  {
    id: id(),
    workspaceId: inWorkspace(),
    /** The question as it was asked by the one nearest to all. */
    question: text("question").notNull(),
    state: text("state", { enum: ["open", "answered", "dismissed"] })
      .notNull()
      .default("open"),
    messageCount: integer("message_count").notNull().default(0),
    /** How many people asked. */
    askerCount: integer("asker_count").notNull().default(0),
    /** The document that might answer it. No foreign key: the question outlives a document that is no longer tracked. */
    documentId: uuid("document_id"),
    documentSection: text("document_section"),
    firstAskedAt: moment("first_asked_at").notNull(),
    lastAskedAt: moment("last_asked_at").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("question_clusters_workspace_id").on(t.workspaceId, t.id),
    index("question_clusters_state").on(t.workspaceId, t.state, t.id),
    check("question_clusters_state_check", sql`state in ('open', 'answered', 'dismissed')`),
    ...workspacePolicies("question_clusters"),
  ],
);

/** A message that asks something. */
export const questionMessages = pgTable(
  "question_messages",
  {
    id: id(),
    workspaceId: inWorkspace(),
    clusterId: uuid("cluster_id").notNull(),
    signalId: uuid("signal_id").notNull(),
    text: text("text").notNull(),
    asker: text("asker"),
    url: text("url"),
    channel: text("channel").notNull(),
    /** Normalised tokens, sorted. */
    tokens: text("tokens").array().notNull(),
    askedAt: moment("asked_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("question_messages_signal").on(t.workspaceId, t.signalId),
    index("question_messages_cluster").on(t.workspaceId, t.clusterId, t.askedAt),
    index("question_messages_asked").on(t.workspaceId, t.askedAt),
    foreignKey({
      name: "question_messages_cluster_fk",
      columns: [t.workspaceId, t.clusterId],
      foreignColumns: [questionClusters.workspaceId, questionClusters.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "question_messages_signal_fk",
      columns: [t.workspaceId, t.signalId],
      foreignColumns: [signals.workspaceId, signals.id],
    }).onDelete("cascade"),
    ...workspacePolicies("question_messages"),
  ],
);
