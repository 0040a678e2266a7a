import type { Db } from "@plumbline/db";
import { flagRollouts } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { rolloutPromoted } from "../events.ts";
import { recordRollout } from "./record-rollout.ts";
import { refuseWhereApproved } from "./refuse-where-approved.ts";
import { type FlagRollout, ownRollout } from "./rollout-ref.ts";
import { nextInWindow } from "./rollout-window.ts";

/**
 * Takes a plan's next step as a revision of its own. The caller holds its lock and knows that it is due.
 * @param watched whether guards look on: then each step has its whole interval, also after a time in which nothing ran. Without
 *   guards the steps that were missed follow each other
 * @throws PreconditionError where approval is required, also since after the plan's start: whoever asked for the step pauses the plan
 */
export async function takeStep(tx: Db, ctx: Context, rollout: FlagRollout, watched: boolean): Promise<FlagRollout> {
  const { workspaceId, id, flagId, environmentId, steps, step, intervalSeconds, window, nextAt } = rollout;
  await refuseWhereApproved(tx, workspaceId, environmentId);
  const percentage = steps[step] ?? 100;
  const known = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const set = { enabled: true, rollout: { ...known.rollout, percentage } };
  const change = { kind: "configuration" as const, flagId, environmentId, set };
  const reason = `Step ${step + 1} of ${steps.length} of the plan: ${percentage} %.`;
  await changeFlags(tx, ctx, { workspaceId, changes: [change], reason, approved: false });
  const { version } = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const now = ctx.app.clock.now();
  const from = watched ? now : (nextAt ?? now);
  const next = nextInWindow(new Date(from.getTime() + intervalSeconds * 1000), window);
  const [taken] = await tx
    .update(flagRollouts)
    .set({
      step: step + 1,
      percentage,
      configurationVersion: version,
      lastStepAt: now,
      nextAt: next,
      waitingFor: null,
      updatedAt: now,
      ...(step === 0 ? { baseline: { enabled: known.enabled, rollout: known.rollout } } : {}),
    })
    .where(ownRollout(workspaceId, id))
    .returning();
  const after = taken as FlagRollout;
  await recordRollout(tx, ctx, rolloutPromoted, { ...after, reason });
  return after;
}
