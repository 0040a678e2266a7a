import type { Db } from "@plumbline/db";
import { flagRollouts } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { changeFlags } from "../change/change-flags.ts";
import { rolloutAborted, rolloutCompleted, rolloutPaused, rolloutRolledBack } from "../events.ts";
import { recordRollout } from "./record-rollout.ts";
import { type FlagRollout, ownRollout } from "./rollout-ref.ts";
import { type RolloutNews, tellRollout } from "./tell-rollout.ts";
import { isAsLeft, whyNotBack } from "./why-not-back.ts";

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

/**
 * Pauses or ends a plan, records why and tells. A rollback first makes the flag do what it did before. The caller holds its lock.
 * @throws PreconditionError for a rollback over what was changed since, where a second member must approve changes
 */
export async function stopRollout(
  tx: Db,
  ctx: Context,
  rollout: FlagRollout,
  state: keyof typeof kinds,
  { reason, guard }: StopRolloutOptions,
): Promise<FlagRollout> {
  const { workspaceId, id } = rollout;
  if (state === "rolled_back" && rollout.step > 0) await goBack(tx, ctx, rollout, reason);
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

async function goBack(tx: Db, ctx: Context, rollout: FlagRollout, reason: string): Promise<void> {
  const { workspaceId, flagId, environmentId, baseline, configurationVersion } = rollout;
  const why = await whyNotBack(tx, rollout);
  if (why)
    throw new PreconditionError(
      why,
      "Ask for what it did before by requestFlagChange, and abort the plan without rolling back.",
    );
  // Nobody is asked to approve what gives back only what the plan took: waiting would do the harm.
  const approved = await isAsLeft(tx, rollout);
  const change = {
    ...{ kind: "configuration" as const, flagId, environmentId, set: { ...baseline } },
    ...(approved && configurationVersion !== null ? { expectedVersion: configurationVersion } : {}),
  };
  await changeFlags(tx, ctx, { workspaceId, changes: [change], reason, approved });
}
