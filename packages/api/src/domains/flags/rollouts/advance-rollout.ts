import type { Db } from "@plumbline/db";
import { flagRollouts } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import type { Alert } from "../../alerts/index.ts";
import { answerBreach } from "../guards/answer-breach.ts";
import { checkGuards, type JudgedGuard } from "../guards/check-guards.ts";
import { noticeChange } from "./notice-change.ts";
import { type FlagRollout, isOpen, lockRollout, ownRollout } from "./rollout-ref.ts";
import { describeWindow, nextInWindow } from "./rollout-window.ts";
import { stopRollout } from "./stop-rollout.ts";
import { takeStep } from "./take-step.ts";

/**
 * Brings one plan to where it should be: looks at its guards, and takes the steps that are due, each in a transaction of its own.
 * Run twice it is harmless; after a time in which nothing ran it catches up without leaving a step out.
 */
export async function advanceRollout(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const once = () =>
    transact(ctx, { workspaceId, verb: "advanceRollout", input: null }, async (tx) => {
      const rollout = await lockRollout(tx, workspaceId, id);
      return rollout.state === "running" && (await advance(tx, ctx, rollout));
    });
  try {
    while (await once());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // What no step can get past (an archived flag, say) is told, and not tried again each minute.
    await pauseFor(ctx, workspaceId, id, error.message);
  }
}

/** Looks at the guards of a plan after an alert opened. */
export async function guardRollout(ctx: Context, workspaceId: string, id: string, opened: Alert): Promise<void> {
  await transact(ctx, { workspaceId, verb: "guardRollout", input: null }, async (tx) => {
    const rollout = await lockRollout(tx, workspaceId, id);
    if (!isOpen(rollout)) return;
    await answerBreach(tx, ctx, rollout, await checkGuards(tx, ctx, rollout, opened));
  });
}

/** One look at a running plan; true when a step was taken and another may be due. */
async function advance(tx: Db, ctx: Context, rollout: FlagRollout): Promise<boolean> {
  if (await noticeChange(tx, ctx, rollout)) return false;
  const judged = await checkGuards(tx, ctx, rollout);
  if (await answerBreach(tx, ctx, rollout, judged)) return false;
  const now = ctx.app.clock.now();
  if (!rollout.nextAt || rollout.nextAt > now) return false;
  if (rollout.step >= rollout.steps.length) {
    await stopRollout(tx, ctx, rollout, "completed", { reason: "Every step was taken." });
    return false;
  }
  const hold = holdOf(rollout, judged, now);
  if (hold) {
    await tx.update(flagRollouts).set(hold).where(ownRollout(rollout.workspaceId, rollout.id));
    return false;
  }
  const after = await takeStep(tx, ctx, rollout, judged.length > 0);
  if (after.step < after.steps.length || judged.length > 0) return true;
  await stopRollout(tx, ctx, after, "completed", { reason: "Every step was taken." });
  return false;
}

/** What keeps a step that is due from being taken; null for nothing. */
export function holdOf(
  { window, requireProof, step }: FlagRollout,
  judged: readonly JudgedGuard[],
  now: Date,
): { waitingFor: string; nextAt?: Date } | null {
  const opens = nextInWindow(now, window);
  if (window && opens > now)
    return { waitingFor: `Its hours are ${describeWindow(window)}; they begin ${opens.toISOString()}.`, nextAt: opens };
  const unproven = judged.filter(({ verdict }) => verdict.state === "unproven");
  // Before the first step nothing has happened that a guard could have seen.
  if (!requireProof || step === 0 || unproven.length === 0) return null;
  const said = unproven.map(({ guard, verdict }) => `${guard.name}: ${verdict.detail}`).join(" ");
  return { waitingFor: `It waits until every guard has data. ${said}` };
}

async function pauseFor(ctx: Context, workspaceId: string, id: string, reason: string): Promise<void> {
  await transact(ctx, { workspaceId, verb: "advanceRollout", input: null }, async (tx) => {
    const rollout = await lockRollout(tx, workspaceId, id);
    if (rollout.state === "running") await stopRollout(tx, ctx, rollout, "paused", { reason });
  });
}
