import { flagRollouts } from "@plumbline/db/schema";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { rolloutResumed } from "../events.ts";
import { reasonInput } from "../flag/name-input.ts";
import { checkGuards } from "../guards/check-guards.ts";
import { shareOf } from "./notice-change.ts";
import { refuseOver } from "./pause-rollout.ts";
import { recordRollout } from "./record-rollout.ts";
import { refuseWhereApproved } from "./refuse-where-approved.ts";
import { authorizeRollout, type FlagRollout, lockRollout, ownRollout } from "./rollout-ref.ts";
import { nextInWindow } from "./rollout-window.ts";

export const resumeRolloutInput = z.object({
  rolloutId: z.uuid(),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type ResumeRolloutInput = z.input<typeof resumeRolloutInput>;

/**
 * Lets a paused plan go on from the share that the flag has now; the next step comes after a whole interval. Done twice it is
 * harmless.
 * @throws PreconditionError when it is over, while a guard is breached, where a second member must approve changes, and for a flag that is
 *   killed or switched off
 */
export async function resumeRollout(ctx: Context, input: ResumeRolloutInput): Promise<FlagRollout> {
  const wish = parseInput(resumeRolloutInput, input);
  const workspaceId = await authorizeRollout(ctx, wish.rolloutId);
  return await transact(ctx, { workspaceId, verb: "resumeRollout", input: wish }, async (tx) => {
    const rollout = await lockRollout(tx, workspaceId, wish.rolloutId);
    refuseOtherEnvironment(ctx, [rollout.environmentId]);
    refuseOver(rollout);
    if (rollout.state === "running") return rollout;
    await refuseWhereApproved(tx, workspaceId, rollout.environmentId);
    const breached = (await checkGuards(tx, ctx, rollout)).find(({ verdict }) => verdict.state === "breached");
    if (breached)
      throw new PreconditionError(
        `The guard "${breached.guard.name}" is still breached: ${breached.verdict.detail}`,
        "Wait until the alert is over, or resolve it, or abort the plan.",
      );
    const { step, steps, window, intervalSeconds, flagId, environmentId, percentage } = rollout;
    const flag = await requireConfiguration(tx, workspaceId, flagId, environmentId);
    const begun = percentage !== null;
    if (begun && (flag.killed || !flag.enabled))
      throw new PreconditionError(
        "The flag is killed or switched off here.",
        "Revive it or switch it on, then resume.",
      );
    const share = begun ? shareOf(flag) : null;
    const now = ctx.app.clock.now();
    const due = begun ? new Date(now.getTime() + intervalSeconds * 1000) : now;
    const [resumed] = await tx
      .update(flagRollouts)
      .set({
        state: "running",
        percentage: share,
        configurationVersion: begun ? flag.version : null,
        step: share === null ? step : steps.filter((one) => one <= share).length,
        nextAt: nextInWindow(due, window),
        reason: wish.reason,
        alertId: null,
        updatedAt: now,
      })
      .where(ownRollout(workspaceId, rollout.id))
      .returning();
    const after = resumed as FlagRollout;
    await recordRollout(tx, ctx, rolloutResumed, after);
    return after;
  });
}
