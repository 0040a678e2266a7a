import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import type { FlagRollout } from "../rollouts/rollout-ref.ts";
import { stopRollout } from "../rollouts/stop-rollout.ts";
import type { JudgedGuard } from "./check-guards.ts";

/**
 * Does what the breached guards ask for: a rollback when one of them does, else a pause. A paused plan is only rolled back. The
 * caller holds its lock. @returns whether the plan was stopped
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
  const back = guard.action === "rollback" && rollout.step > 0;
  if (!back && rollout.state === "paused") return false;
  const { id: alertId, title: alert } = worst.verdict.alert;
  const reason = `The guard "${guard.name}" was breached: ${verdict.detail}`;
  await stopRollout(tx, ctx, rollout, back ? "rolled_back" : "paused", {
    reason,
    guard: { name: guard.name, alertId, alert },
  });
  return true;
}
