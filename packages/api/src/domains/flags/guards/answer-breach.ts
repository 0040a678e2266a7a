import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import type { FlagRollout } from "../rollouts/rollout-ref.ts";
import { stopRollout } from "../rollouts/stop-rollout.ts";
import { whyNotBack } from "../rollouts/why-not-back.ts";
import type { JudgedGuard } from "./check-guards.ts";

/**
 * Does what the breached guards ask for: a rollback when one of them does, else a pause. A paused plan is only rolled back. What
 * two members agreed to since stays: the plan is paused then, and says who is needed. The caller holds its lock. @returns whether the plan was stopped
 */
export async function answerBreach(
  tx: Db,
  ctx: Context,
  rollout: FlagRollout,
  judged: readonly JudgedGuard[],
): Promise<boolean> {
  const breaches = judged.filter(({ verdict }) => verdict.state === "breached");
  const worst = breaches.find(({ guard }) => guard.action === "rollback") ?? breaches[0];
  if (!worst?.verdict.alert) return false;
  const { guard, verdict } = worst;
  const wanted = guard.action === "rollback" && rollout.step > 0;
  const whyNot = wanted ? await whyNotBack(tx, rollout) : null;
  const back = wanted && !whyNot;
  const { id: alertId, title: alert } = worst.verdict.alert;
  const told = !whyNot || rollout.alertId === alertId;
  if (!back && rollout.state === "paused" && told) return false;
  const breached = `The guard "${guard.name}" was breached: ${verdict.detail}`;
  const reason = whyNot
    ? `${breached} It was not rolled back. ${whyNot} Ask for the change by requestFlagChange, or kill the flag.`
    : breached;
  await stopRollout(tx, ctx, rollout, back ? "rolled_back" : "paused", {
    reason,
    guard: { name: guard.name, alertId, alert },
  });
  return true;
}
