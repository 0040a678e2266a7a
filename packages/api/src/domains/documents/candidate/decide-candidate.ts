import type { Db } from "@plumbline/db";
import { documentChanges, documents, driftCandidates } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { updateNotification } from "../../notifications/index.ts";
import { unknownRow } from "../../workspaces/index.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { driftAccepted, driftDismissed, driftReopened } from "../events.ts";
import { applyLesson, type Lesson, lessonOf } from "../settings/learn-verdict.ts";
import { lockDriftSettings } from "../settings/load-drift-settings.ts";
import { candidateData } from "./candidate-data.ts";
import { driftGroupKey, driftMessage } from "./drift-message.ts";

/** A verdict, and who gave it. */
export interface Verdict {
  state: "open" | "accepted" | "dismissed";
  by: string;
  /** With `dismissed`: why. */
  reason?: DriftCandidate["dismissReason"];
  comment?: string | null;
}

/** The candidate, locked. @throws NotFoundError when it is gone */
export async function lockCandidate(tx: Db, workspaceId: string, id: string): Promise<DriftCandidate> {
  const own = and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id));
  const [candidate] = await tx.select().from(driftCandidates).where(own).for("update");
  if (!candidate) throw unknownRow("drift candidate");
  return candidate;
}

/**
 * Writes a verdict: the candidate, its event, what it teaches, and what the messages about it say. The same verdict again changes
 * nothing.
 * @throws PreconditionError when the sentence was changed already
 */
export async function decideCandidate(
  tx: Db,
  ctx: Context,
  candidate: DriftCandidate,
  verdict: Verdict,
): Promise<DriftCandidate> {
  if (candidate.state === verdict.state) return candidate;
  if (candidate.state === "fixed") {
    throw new PreconditionError(`It is over: ${candidate.evidence}`, "There is nothing left to decide.");
  }
  const { workspaceId, id } = candidate;
  if (candidate.lesson) await applyLesson(tx, candidate, candidate.lesson, -1);
  const lesson = await teach(tx, candidate, verdict);
  const now = ctx.app.clock.now();
  const decided = verdict.state !== "open";
  const [after] = await tx
    .update(driftCandidates)
    .set({
      state: verdict.state,
      dismissReason: verdict.state === "dismissed" ? (verdict.reason ?? null) : null,
      comment: verdict.comment || null,
      lesson,
      decidedBy: decided ? verdict.by : null,
      decidedAt: decided ? now : null,
      updatedAt: now,
    })
    .where(and(eq(driftCandidates.workspaceId, workspaceId), eq(driftCandidates.id, id)))
    .returning();
  const taken = after as DriftCandidate;
  await tell(tx, ctx, candidate, taken, verdict);
  return taken;
}

async function teach(tx: Db, candidate: DriftCandidate, { state, reason }: Verdict): Promise<Lesson | null> {
  if (state === "open") return null;
  const { learning } = await lockDriftSettings(tx, candidate.workspaceId);
  if (!learning) return null;
  const lesson = lessonOf(state === "accepted" ? "accepted" : (reason ?? "not_worth_it"), candidate.reasons);
  await applyLesson(tx, candidate, lesson, 1);
  return lesson;
}

async function tell(
  tx: Db,
  ctx: Context,
  before: DriftCandidate,
  after: DriftCandidate,
  { state, by, reason }: Verdict,
): Promise<void> {
  const { workspaceId, id, documentId, changeId } = after;
  const [document] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.id, documentId)));
  const [change] = await tx
    .select()
    .from(documentChanges)
    .where(and(eq(documentChanges.workspaceId, workspaceId), eq(documentChanges.id, changeId)));
  if (!document || !change) throw new TypeError("A candidate's document or change could not be read.");
  const data = { ...candidateData(after, document, change), by };
  const fields = { workspaceId, subjectId: id, before: { state: before.state }, after: { state } };
  if (state === "accepted") await recordEvent(tx, ctx, driftAccepted, { ...fields, data });
  else if (state === "open") await recordEvent(tx, ctx, driftReopened, { ...fields, data });
  else await recordEvent(tx, ctx, driftDismissed, { ...fields, data: { ...data, reason: reason ?? "not_worth_it" } });
  const message = driftMessage(after, document, change);
  await updateNotification(tx, ctx, { workspaceId, groupKey: driftGroupKey(id), message });
}
