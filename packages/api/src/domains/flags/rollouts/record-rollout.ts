import type { Db } from "@plumbline/db";
import { environments, flags } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { EventDefinition } from "../../../outbox/define-event.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import type { rolloutStarted } from "../events.ts";
import type { FlagRollout } from "./rollout-ref.ts";

/** Records what happened to a plan. */
export async function recordRollout(
  tx: Db,
  ctx: Context,
  event: EventDefinition<(typeof rolloutStarted)["data"]>,
  rollout: FlagRollout,
  { guard = null, alertId = null }: { guard?: string | null; alertId?: string | null } = {},
): Promise<void> {
  const { workspaceId, id, flagId, environmentId, step, steps, reason } = rollout;
  const { flag, environment } = await namesOf(tx, rollout);
  await recordEvent(tx, ctx, event, {
    workspaceId,
    subjectId: id,
    data: {
      key: flag,
      flagId,
      environmentId,
      environment,
      step,
      steps,
      percentage: steps[step - 1] ?? null,
      nextAt: rollout.nextAt?.toISOString() ?? null,
      reason,
      guard,
      alertId,
    },
  });
}

/** Keys of a plan's flag and environment. */
export async function namesOf(
  db: Db,
  { workspaceId, flagId, environmentId }: FlagRollout,
): Promise<{ flag: string; environment: string }> {
  const [flag] = await db
    .select({ key: flags.key })
    .from(flags)
    .where(and(eq(flags.workspaceId, workspaceId), eq(flags.id, flagId)));
  const [environment] = await db
    .select({ key: environments.key })
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, environmentId)));
  return { flag: flag?.key ?? "a flag", environment: environment?.key ?? "an environment" };
}
