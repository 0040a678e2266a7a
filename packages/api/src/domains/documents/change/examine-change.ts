import type { Db } from "@plumbline/db";
import { documentChanges, documentSources, documents, driftCandidates, type StoredFile } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { queueNotification } from "../../notifications/index.ts";
import { candidateData } from "../candidate/candidate-data.ts";
import { driftGroupKey, driftMessage } from "../candidate/drift-message.ts";
import { fileWeight } from "../detector/change-terms.ts";
import { detectDrift, type Suspicion } from "../detector/detect-drift.ts";
import { sha256 } from "../document/store-text.ts";
import type { Document, DocumentChange, DriftCandidate } from "../document-refs.ts";
import { driftDetected } from "../events.ts";
import { draftCandidatesTask } from "../jobs/draft-candidates.ts";
import { type ChosenSettings, loadDriftSettings } from "../settings/load-drift-settings.ts";
import { keepFiles } from "./keep-files.ts";
import { learnedOf } from "./learned-of.ts";
import { loadPast } from "./load-past.ts";
import { suspectedBefore, suspicionKey } from "./suspected-before.ts";
import { workspaceCorpus } from "./workspace-corpus.ts";

/** A change to be compared with the workspace's documents. */
export interface ExaminedChange {
  workspaceId: string;
  /** The change's own name; examined once. */
  key: string;
  signalId: string | null;
  /** Where its files lie, `acme/shop`; null where they are no files of a source. */
  target: string | null;
  title: string;
  message: string;
  url: string | null;
  actor: string | null;
  occurredAt: Date;
  files: StoredFile[];
  /** With a deployment: keys of the changes that it gathers; what they made suspicious is not suspected again. */
  gathers?: string[];
}

/** Candidates below the workspace's threshold are kept down to here, untold, so that the inbox can show what was near. */
const kept = 0.15;
const mostDocuments = 10;

/** Compares a change with every tracked document, once. @returns the candidates that it made */
export async function examineChange(ctx: Context, change: ExaminedChange): Promise<DriftCandidate[]> {
  const { workspaceId } = change;
  const settings = await loadDriftSettings(ctx, workspaceId);
  const edited = await editedDocuments(ctx, change);
  const [past, learned] = [await loadPast(ctx, workspaceId), await learnedOf(ctx, settings)];
  const corpus = await workspaceCorpus(ctx, workspaceId);
  if (corpus.documents.size === 0) return [];
  const code = { ...change, files: change.files.filter(({ path }) => !edited.paths.has(path)) };
  const suspicions = detectDrift(code, corpus, past, {
    learned,
    atLeast: Math.min(kept, settings.threshold),
    limit: mostDocuments + edited.ids.length,
  }).filter(({ path }) => !edited.ids.includes(path));
  const known = await suspectedBefore(ctx, change);
  return await transact(ctx, { workspaceId, verb: "examineChange", input: null }, async (tx) => {
    const stored = await storeChange(tx, ctx, change, edited.ids);
    if (!stored) return [];
    const made: DriftCandidate[] = [];
    for (const suspicion of suspicions.filter((one) => !known.has(suspicionKey(one))).slice(0, mostDocuments)) {
      const candidate = await storeCandidate(tx, ctx, stored, suspicion, settings);
      if (candidate) made.push(candidate);
    }
    if (made.length > 0 && settings.modelDrafts && ctx.app.config.anthropicApiKey) {
      await enqueue(tx, draftCandidatesTask, { workspaceId, changeId: stored.id });
    }
    return made;
  });
}

/** Documents that the change edited itself: whoever changed both has seen to it. */
async function editedDocuments(ctx: Context, { workspaceId, target, files }: ExaminedChange) {
  const paths = files.flatMap(({ path, previousPath }) => (previousPath ? [path, previousPath] : [path]));
  if (!target || paths.length === 0) return { ids: [], paths: new Set<string>() };
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: documents.id, path: documents.path })
      .from(documents)
      .innerJoin(
        documentSources,
        and(eq(documentSources.workspaceId, documents.workspaceId), eq(documentSources.id, documents.sourceId)),
      )
      .where(
        and(
          eq(documents.workspaceId, workspaceId),
          eq(documentSources.target, target),
          inArray(documents.path, paths),
          isNull(documents.removedAt),
        ),
      ),
  );
  return { ids: rows.map(({ id }) => id), paths: new Set(rows.map(({ path }) => path)) };
}

async function storeChange(
  tx: Db,
  ctx: Context,
  change: ExaminedChange,
  editedIds: string[],
): Promise<DocumentChange | undefined> {
  const { workspaceId, key, signalId, title, message, url, actor, occurredAt, files } = change;
  // What changed together is learned from each change, not once more from the deployment that gathers them.
  const own = change.gathers ? [] : files;
  const paths = own.filter(({ path }) => fileWeight(path) > 0).map(({ path }) => path);
  const [stored] = await tx
    .insert(documentChanges)
    .values({
      workspaceId,
      key: key.slice(0, 500),
      signalId,
      title: title.slice(0, 500),
      message: message.slice(0, 10_000),
      url,
      actor,
      occurredAt,
      files: keepFiles(files),
      paths: paths.slice(0, 300).map((path) => path.slice(0, 500)),
      editedDocuments: editedIds,
      gathers: change.gathers ?? [],
      createdAt: ctx.app.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  return stored;
}

async function storeCandidate(
  tx: Db,
  ctx: Context,
  change: DocumentChange,
  suspicion: Suspicion,
  settings: ChosenSettings,
): Promise<DriftCandidate | null> {
  const { workspaceId } = change;
  const own = and(eq(documents.workspaceId, workspaceId), eq(documents.id, suspicion.path));
  const [document] = await tx
    .select()
    .from(documents)
    .where(and(own, isNull(documents.removedAt)));
  const [best] = suspicion.evidence;
  if (!document || !best) return null;
  const { sentence } = best;
  const [made] = await tx
    .insert(driftCandidates)
    .values({
      workspaceId,
      documentId: document.id,
      changeId: change.id,
      score: suspicion.score,
      reasons: suspicion.reasons,
      sentence: sentence.text,
      section: sentence.section,
      line: sentence.line,
      sentenceHash: sha256(sentence.text),
      version: document.version,
      lines: best.lines,
      terms: best.terms,
      createdAt: ctx.app.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return null;
  const data = candidateData(made, document, change);
  await recordEvent(tx, ctx, driftDetected, { workspaceId, subjectId: made.id, data });
  if (made.score >= settings.threshold) await tellChannels(tx, ctx, made, document, change, settings);
  return made;
}

async function tellChannels(
  tx: Db,
  ctx: Context,
  candidate: DriftCandidate,
  document: Document,
  change: DocumentChange,
  { workspaceId, channelIds }: ChosenSettings,
): Promise<void> {
  for (const channelId of channelIds) {
    await queueNotification(tx, ctx, {
      workspaceId,
      channelId,
      dedupeKey: `drift:${candidate.id}:detected`,
      groupKey: driftGroupKey(candidate.id),
      message: driftMessage(candidate, document, change),
      subject: { type: "drift_candidate", id: candidate.id },
    });
  }
}
