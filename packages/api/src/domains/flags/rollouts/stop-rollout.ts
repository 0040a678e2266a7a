import type { Db } from "@plumbline/db";
import { flagRollouts } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { changeFlags } from "../change/change-flags.ts";
import { rolloutAborted, rolloutCompleted, rolloutPaused, rolloutRolledBack } from "../events.ts";
import { recordRollout } from "./record-rollout.ts";
import { type FlagRollout, ownRollout } from "./rollout-ref.ts";
import { type RolloutNews, tellRollout } from "./tell-rollout.ts";

export interface StopRolloutOptions {
  /** Why, in words. */
  reason: string;
  /** What breached it. */
  guard?: { name: string; alertId: string; alert: string } | undefined;
}

const kinds = {
  paused: { event: rolloutPaused, what: "stands still", severity: "warning" },
  completed: { event: rolloutCompleted, what: "is rolled out as planned", severity: "ok" },
  aborted: { event: rolloutAborted, what: "is not rolled out any further", severity: "info" },
  rolled_back: { event: rolloutRolledBack, what: "was rolled back", severity: "error" },
} as const;

/** Pauses or ends a plan, records why and tells. A rollback first makes the flag do what it did before. The caller holds its lock. */
export async function stopRollout(
  tx: Db,
  ctx: Context,
  rollout: FlagRollout,
  state: keyof typeof kinds,
  { reason, guard }: StopRolloutOptions,
): Promise<FlagRollout> {
  const { workspaceId, id, flagId, environmentId, baseline, step } = rollout;
  if (state === "rolled_back" && step > 0) {
    const change = { kind: "configuration" as const, flagId, environmentId, set: { ...baseline } };
    // Nobody is asked to approve it: waiting would do the harm.
    await changeFlags(tx, ctx, { workspaceId, changes: [change], reason, approved: true });
  }
  const now = ctx.app.clock.now();
  const [stopped] = await tx
    .update(flagRollouts)
    .set({
      state,
      reason,
      nextAt: null,
      waitingFor: null,
      alertId: guard?.alertId ?? null,
      endedAt: state === "paused" ? null : now,
      updatedAt: now,
    })
    .where(ownRollout(workspaceId, id))
    .returning();
  const after = stopped as FlagRollout;
  const { event, what, severity } = kinds[state];
  await recordRollout(tx, ctx, event, after, { guard: guard?.name ?? null, alertId: guard?.alertId ?? null });
  const news: RolloutNews = { what, severity: guard && state === "paused" ? "error" : severity };
  await tellRollout(tx, ctx, after, { ...news, guard: guard?.name, alert: guard?.alert });
  return after;
}
