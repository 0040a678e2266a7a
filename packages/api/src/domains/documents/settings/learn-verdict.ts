import type { Db } from "@plumbline/db";
import { documents, driftSettings } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { features } from "../detector/weigh-ties.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { lockDriftSettings } from "./load-drift-settings.ts";

/** What one verdict teaches: additions to the features' factors and to the document's log-odds. */
export interface Lesson {
  features: Record<string, number>;
  document: number;
}

type Verdict = "accepted" | NonNullable<DriftCandidate["dismissReason"]>;

/** A factor stays within these, so that no run of verdicts can silence a feature or let it decide alone. */
const factorBounds = { least: 0.5, most: 1.5 } as const;
const biasBound = 2;

/**
 * How far one verdict moves things. What was not related blames the reasons, each by its share; what is still true blames the
 * document a little (the change did touch it); what was a duplicate or not worth it teaches nothing about the score.
 */
const steps: Record<Verdict, { features: number; document: number }> = {
  accepted: { features: 0.04, document: 0.15 },
  not_related: { features: -0.08, document: -0.3 },
  still_true: { features: 0, document: -0.15 },
  not_worth_it: { features: 0, document: 0 },
  duplicate: { features: 0, document: 0 },
};

/** @param reasons the candidate's reasons: those that spoke for it share the lesson by weight */
export function lessonOf(verdict: Verdict, reasons: DriftCandidate["reasons"]): Lesson {
  const step = steps[verdict];
  const known = new Set<string>(features);
  const speaking = reasons.filter(({ feature, weight }) => weight > 0 && known.has(feature));
  const all = speaking.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const shares = speaking.map(({ feature, weight }): [string, number] => [
    feature,
    Math.round(step.features * (weight / all) * 1000) / 1000,
  ]);
  return { features: step.features === 0 ? {} : Object.fromEntries(shares), document: step.document };
}

/** Adds a lesson to what the workspace knows, or takes it back with `sign` −1. */
export async function applyLesson(
  tx: Db,
  { workspaceId, documentId }: Pick<DriftCandidate, "workspaceId" | "documentId">,
  lesson: Lesson,
  sign: 1 | -1,
): Promise<void> {
  const settings = await lockDriftSettings(tx, workspaceId);
  const factors = { ...settings.factors };
  for (const [feature, change] of Object.entries(lesson.features)) {
    const next = (factors[feature] ?? 1) + sign * change;
    factors[feature] = Math.min(factorBounds.most, Math.max(factorBounds.least, Math.round(next * 1000) / 1000));
  }
  await tx
    .update(driftSettings)
    .set({ factors, verdicts: Math.max(0, settings.verdicts + sign) })
    .where(eq(driftSettings.workspaceId, workspaceId));
  if (lesson.document === 0) return;
  await tx
    .update(documents)
    .set({
      bias: sql`least(${biasBound}, greatest(${-biasBound}, ${documents.bias} + ${sign * lesson.document}::real))`,
    })
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.id, documentId)));
}
