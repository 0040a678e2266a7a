import type { Db } from "@plumbline/db";
import { flagGuards } from "@plumbline/db/schema";
import { and, asc, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Alert } from "../../alerts/index.ts";
import { namesOf } from "../rollouts/record-rollout.ts";
import type { FlagGuard, FlagRollout } from "../rollouts/rollout-ref.ts";
import { type GuardVerdict, judgeGuard } from "./judge-guard.ts";

export interface JudgedGuard {
  guard: FlagGuard;
  verdict: GuardVerdict;
}

/** Judges a plan's guards and keeps how they stand. @param opened an alert that has just opened */
export async function checkGuards(tx: Db, ctx: Context, rollout: FlagRollout, opened?: Alert): Promise<JudgedGuard[]> {
  const { workspaceId, id } = rollout;
  const rows = await tx
    .select()
    .from(flagGuards)
    .where(and(eq(flagGuards.workspaceId, workspaceId), eq(flagGuards.rolloutId, id)))
    .orderBy(asc(flagGuards.id));
  if (rows.length === 0) return [];
  const { environment } = await namesOf(tx, rollout);
  const now = ctx.app.clock.now();
  const judged: JudgedGuard[] = [];
  for (const guard of rows) {
    const verdict = await judgeGuard(tx, guard, { workspaceId, environment, now, opened });
    const { state, detail, dataAt, alert } = verdict;
    await tx
      .update(flagGuards)
      .set({ state, detail, dataAt, alertId: alert?.id ?? null, checkedAt: now, updatedAt: now })
      .where(and(eq(flagGuards.workspaceId, workspaceId), eq(flagGuards.id, guard.id)));
    judged.push({ guard, verdict });
  }
  return judged;
}
