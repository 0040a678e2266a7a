import type { Db } from "@plumbline/db";
import { documentChanges, driftCandidates } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { updateNotification } from "../../notifications/index.ts";
import { parseDocument, type Sentence } from "../detector/parse-document.ts";
import type { Document, DriftCandidate } from "../document-refs.ts";
import { driftFixed } from "../events.ts";
import { candidateData } from "./candidate-data.ts";
import { driftGroupKey, driftMessage } from "./drift-message.ts";

/**
 * Ends the candidates whose sentence no longer stands in the document, with what stands there now as evidence. A sentence is
 * compared without its white space, so that a rewrapped paragraph fixes nothing.
 * @returns how many are still open or accepted
 */
export async function closeFixed(tx: Db, ctx: Context, document: Document): Promise<number> {
  const { workspaceId, id: documentId } = document;
  const waiting = await tx
    .select()
    .from(driftCandidates)
    .where(
      and(
        eq(driftCandidates.workspaceId, workspaceId),
        eq(driftCandidates.documentId, documentId),
        inArray(driftCandidates.state, ["open", "accepted"]),
      ),
    )
    .orderBy(driftCandidates.id)
    .for("update");
  if (waiting.length === 0) return 0;
  const { sentences } = parseDocument(document.path, document.content ?? "");
  const present = new Set(sentences.map(({ text }) => bare(text)));
  let left = 0;
  for (const candidate of waiting) {
    if (!document.removedAt && present.has(bare(candidate.sentence))) {
      left += 1;
      continue;
    }
    const now = nearest(candidate.sentence, sentences);
    const evidence = document.removedAt
      ? "The document was removed."
      : `Version ${document.version} no longer holds the sentence.${now ? ` Nearest to it stands: “${now.slice(0, 300)}”` : ""}`;
    await markFixed(tx, ctx, document, candidate, evidence);
  }
  return left;
}

/** The sentence that shares most words with the one that is gone; null when none shares a third. */
function nearest(gone: string, sentences: readonly Sentence[]): string | null {
  const wordsIn = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
  const words = wordsIn(gone);
  let best: { text: string; share: number } | null = null;
  for (const { text } of sentences) {
    const own = wordsIn(text);
    const shared = [...own].filter((word) => words.has(word)).length;
    const share = shared / Math.max(1, new Set([...own, ...words]).size);
    if (share >= 1 / 3 && share > (best?.share ?? 0)) best = { text, share };
  }
  return best?.text ?? null;
}

function bare(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

async function markFixed(
  tx: Db,
  ctx: Context,
  document: Document,
  candidate: DriftCandidate,
  evidence: string,
): Promise<void> {
  const { workspaceId, id } = candidate;
  const now = ctx.app.clock.now();
  const [after] = await tx
    .update(driftCandidates)
    .set({ state: "fixed", evidence, updatedAt: now })
    .where(and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id)))
    .returning();
  const [change] = await tx
    .select()
    .from(documentChanges)
    .where(and(eq(documentChanges.workspaceId, workspaceId), eq(documentChanges.id, candidate.changeId)));
  if (!after || !change) return;
  await recordEvent(tx, ctx, driftFixed, {
    workspaceId,
    subjectId: id,
    data: { ...candidateData(after, document, change), evidence },
    before: { state: candidate.state },
    after: { state: "fixed" },
  });
  const message = driftMessage(after, document, change);
  await updateNotification(tx, ctx, { workspaceId, groupKey: driftGroupKey(id), message });
}
