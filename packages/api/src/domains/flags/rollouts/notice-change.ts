import type { Db } from "@plumbline/db";
import { flagRevisions } from "@plumbline/db/schema";
import { and, desc, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import type { FlagConfiguration } from "../flag-refs.ts";
import type { FlagRollout } from "./rollout-ref.ts";
import { stopRollout } from "./stop-rollout.ts";

/** The share that a configuration lets in; without a rollout it is everyone. */
export function shareOf({ rollout }: FlagConfiguration): number {
  return rollout?.percentage ?? 100;
}

/** Pauses a running plan whose flag was changed by hand: it would overwrite what somebody wanted. @returns whether it did */
export async function noticeChange(tx: Db, ctx: Context, rollout: FlagRollout): Promise<boolean> {
  const { workspaceId, flagId, environmentId, state, percentage } = rollout;
  if (state !== "running" || percentage === null) return false;
  const now = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const what = differenceOf(now, percentage);
  if (!what) return false;
  const [newest] = await tx
    .select()
    .from(flagRevisions)
    .where(
      and(
        eq(flagRevisions.workspaceId, workspaceId),
        eq(flagRevisions.flagId, flagId),
        eq(flagRevisions.environmentId, environmentId),
      ),
    )
    .orderBy(desc(flagRevisions.number))
    .limit(1);
  const by = newest ? `${newest.actorName} changed it in revision ${newest.number}` : "Somebody changed it";
  const why = newest?.reason ? ` (${newest.reason})` : "";
  await stopRollout(tx, ctx, rollout, "paused", {
    reason: `${by}${why}: ${what} Resume the plan to go on from there.`,
  });
  return true;
}

function differenceOf(now: FlagConfiguration, percentage: number): string | null {
  if (now.killed) return "the flag is killed.";
  if (!now.enabled) return "the flag is switched off.";
  const share = shareOf(now);
  return share === percentage ? null : `the rollout is ${share} %, and the plan had left it at ${percentage} %.`;
}
