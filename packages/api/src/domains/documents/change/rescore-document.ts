import { documentChanges, documents, driftCandidates } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { candidateData } from "../candidate/candidate-data.ts";
import { lockCandidate } from "../candidate/decide-candidate.ts";
import { detectDrift } from "../detector/detect-drift.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { driftRescored } from "../events.ts";
import { loadDriftSettings } from "../settings/load-drift-settings.ts";
import { learnedOf } from "./learned-of.ts";
import { loadPast } from "./load-past.ts";
import { workspaceCorpus } from "./workspace-corpus.ts";

/** A smaller move is not worth an event. */
const noticeable = 0.05;

/** Scores what is still suspected of a document anew, by its newest text and by what was known when the change came. */
export async function rescoreDocumentCandidates(ctx: Context, workspaceId: string, documentId: string): Promise<void> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ candidate: driftCandidates, change: documentChanges, document: documents })
      .from(driftCandidates)
      .innerJoin(
        documentChanges,
        and(
          eq(documentChanges.workspaceId, driftCandidates.workspaceId),
          eq(documentChanges.id, driftCandidates.changeId),
        ),
      )
      .innerJoin(
        documents,
        and(eq(documents.workspaceId, driftCandidates.workspaceId), eq(documents.id, driftCandidates.documentId)),
      )
      .where(
        and(
          eq(driftCandidates.workspaceId, workspaceId),
          eq(driftCandidates.documentId, documentId),
          inArray(driftCandidates.state, ["open", "accepted"]),
        ),
      ),
  );
  const learned = await learnedOf(ctx, await loadDriftSettings(ctx, workspaceId));
  for (const { candidate, change, document } of rows) {
    const past = await loadPast(ctx, workspaceId, change.id);
    const corpus = await workspaceCorpus(ctx, workspaceId);
    const found = detectDrift(change, corpus, past, { learned, atLeast: 0, limit: corpus.documents.size }).find(
      ({ path }) => path === documentId,
    );
    if (!found) continue;
    const line = found.evidence.find(({ sentence }) => sentence.text === candidate.sentence)?.sentence.line;
    await writeScore(ctx, candidate, { score: found.score, reasons: found.reasons, line: line ?? candidate.line }, () =>
      candidateData({ ...candidate, score: found.score }, document, change),
    );
  }
}

async function writeScore(
  ctx: Context,
  { workspaceId, id, score: before }: DriftCandidate,
  next: Pick<DriftCandidate, "score" | "reasons" | "line">,
  data: () => ReturnType<typeof candidateData>,
): Promise<void> {
  await transact(ctx, { workspaceId, verb: "rescoreDocument", input: null }, async (tx) => {
    const locked = await lockCandidate(tx, workspaceId, id);
    if (locked.state !== "open" && locked.state !== "accepted") return;
    await tx
      .update(driftCandidates)
      .set({ ...next, updatedAt: ctx.app.clock.now() })
      .where(and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id)));
    if (Math.abs(next.score - before) < noticeable) return;
    await recordEvent(tx, ctx, driftRescored, { workspaceId, subjectId: id, data: { ...data(), before } });
  });
}
