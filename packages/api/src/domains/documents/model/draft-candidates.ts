import { documentChanges, documents, driftCandidates } from "@plumbline/db/schema";
import { and, desc, eq, inArray } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { isFeatureOn } from "../../../service/features.ts";
import { transact } from "../../../service/transact.ts";
import { candidateData } from "../candidate/candidate-data.ts";
import type { DocumentChange, DriftCandidate } from "../document-refs.ts";
import { driftDrafted, driftDraftFailed } from "../events.ts";
import { loadDriftSettings } from "../settings/load-drift-settings.ts";
import { anthropicModel } from "./anthropic-model.ts";
import type { ModelAnswer } from "./drift-model.ts";
import { ModelError } from "./model-error.ts";
import { questionOf } from "./question-of.ts";

interface Asked {
  candidate: DriftCandidate;
  title: string;
}

/**
 * Asks the model once about the candidates of a change, and keeps what it says beside their scores. No score, no state and no
 * candidate is made or changed by it; a failure is kept at the change.
 * @throws ModelError when asking again may help
 */
export async function draftCandidates(ctx: Context, workspaceId: string, changeId: string): Promise<void> {
  const { anthropicApiKey } = ctx.app.config;
  if (!anthropicApiKey || !(await isFeatureOn(ctx, workspaceId, "plumbline.drift-model"))) return;
  const { modelDrafts } = await loadDriftSettings(ctx, workspaceId);
  const own = and(eq(documentChanges.workspaceId, workspaceId), eq(documentChanges.id, changeId));
  const [change] = await ctx.reads.workspace(workspaceId, (db) => db.select().from(documentChanges).where(own));
  if (!modelDrafts || !change || change.draftedAt) return;
  const asked = await openCandidates(ctx, change);
  if (asked.length === 0) return;
  const question = questionOf(
    change.title,
    asked.map(({ candidate: { section, sentence, lines }, title }) => ({
      document: title,
      section: section.join(" › "),
      sentence,
      lines: lines.map(({ sign, text }) => `${sign} ${text}`),
    })),
  );
  try {
    const answer = await anthropicModel(ctx.app, anthropicApiKey).judge(question);
    await storeAnswer(ctx, change, asked, answer);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    await storeFailure(ctx, change, error.message);
    if (error.passing) throw error;
  }
}

async function openCandidates(ctx: Context, { workspaceId, id }: DocumentChange): Promise<Asked[]> {
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ candidate: driftCandidates, title: documents.title })
      .from(driftCandidates)
      .innerJoin(
        documents,
        and(eq(documents.workspaceId, driftCandidates.workspaceId), eq(documents.id, driftCandidates.documentId)),
      )
      .where(
        and(
          eq(driftCandidates.workspaceId, workspaceId),
          eq(driftCandidates.changeId, id),
          inArray(driftCandidates.state, ["open", "accepted"]),
        ),
      )
      .orderBy(desc(driftCandidates.score), driftCandidates.id),
  );
}

async function storeAnswer(ctx: Context, change: DocumentChange, asked: Asked[], answer: ModelAnswer): Promise<void> {
  const { workspaceId, id: changeId } = change;
  const { model, ranked } = answer;
  const now = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "draftCandidates", input: null }, async (tx) => {
    const own = and(eq(documentChanges.workspaceId, workspaceId), eq(documentChanges.id, changeId));
    const [locked] = await tx.select().from(documentChanges).where(own).for("update");
    if (!locked || locked.draftedAt) return;
    await tx.update(documentChanges).set({ draftedAt: now, draftFailure: null }).where(own);
    for (const [at, { number, draft: text }] of ranked.entries()) {
      const found = asked[number - 1];
      if (!found) continue;
      const { id } = found.candidate;
      const draft = { model: model.slice(0, 100), at: now.toISOString(), rank: at + 1, of: ranked.length, text };
      const mine = and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id));
      const [after] = await tx.update(driftCandidates).set({ draft }).where(mine).returning();
      if (!after) continue;
      const data = { ...candidateData(after, found, change), model: draft.model, rank: draft.rank, draft: text };
      await recordEvent(tx, ctx, driftDrafted, { workspaceId, subjectId: id, data });
    }
  });
}

async function storeFailure(ctx: Context, { workspaceId, id, title, draftFailure }: DocumentChange, reason: string) {
  if (draftFailure === reason) return;
  await transact(ctx, { workspaceId, verb: "draftCandidates", input: null }, async (tx) => {
    await tx
      .update(documentChanges)
      .set({ draftFailure: reason })
      .where(and(eq(documentChanges.workspaceId, workspaceId), eq(documentChanges.id, id)));
    await recordEvent(tx, ctx, driftDraftFailed, { workspaceId, subjectId: id, data: { change: title, reason } });
  });
}
