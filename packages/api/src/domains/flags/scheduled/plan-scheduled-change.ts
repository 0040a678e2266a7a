import type { Db } from "@plumbline/db";
import { environments, flagScheduledChanges } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import type { FlagChange } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import { flagChangeScheduled } from "../events.ts";
import type { FlagChangeRequest, FlagScheduledChange } from "../flag-refs.ts";

/** What the job that applies it is told. */
export const scheduledChangeRef = z.object({ workspaceId: z.uuid(), scheduledChangeId: z.uuid() });

/** The name of that job. Here, because what plans it lies below it. */
export const applyScheduledJob = "flags.apply-scheduled-change";

export interface PlanScheduledChangeOptions {
  workspaceId: string;
  change: FlagChange;
  reason: string;
  applyAt: Date;
  /** The request that a second member approved. */
  request?: FlagChangeRequest;
  /** Paths of what would change. Default: the request's. */
  changed?: string[];
}

/** Writes a scheduled change and the job that applies it: the job lies in the database, so it runs late rather than never. */
export async function planScheduledChange(
  tx: Db,
  ctx: Context,
  { workspaceId, change, reason, applyAt, request, changed = request?.changed ?? [] }: PlanScheduledChangeOptions,
): Promise<FlagScheduledChange> {
  if (!("flagId" in change))
    throw new PreconditionError("Only changes of flags can wait for a time.", "Change the segment when it is time.");
  const now = ctx.app.clock.now();
  const environmentId = "environmentId" in change ? change.environmentId : null;
  const madeBy = request?.requestedByName ?? describeActor(ctx.actor).actorName;
  const [row] = await tx
    .insert(flagScheduledChanges)
    .values({
      workspaceId,
      flagId: change.flagId,
      environmentId,
      change,
      changed,
      reason,
      applyAt,
      madeBy,
      changeRequestId: request?.id ?? null,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  const scheduled = row as FlagScheduledChange;
  await recordScheduled(tx, ctx, scheduled, flagChangeScheduled);
  const job = { name: applyScheduledJob, payload: scheduledChangeRef, maxAttempts: 12 };
  await enqueue(tx, job, { workspaceId, scheduledChangeId: scheduled.id }, { runAt: applyAt });
  return scheduled;
}

/** Records what became of a scheduled change, in the flag's history. */
export async function recordScheduled(
  tx: Db,
  ctx: Context,
  scheduled: FlagScheduledChange,
  event: typeof flagChangeScheduled,
): Promise<void> {
  const { workspaceId, flagId, environmentId, changed, reason, applyAt, refusal } = scheduled;
  const { key, name } = await requireFlag(tx, workspaceId, flagId);
  const [environment] = environmentId
    ? await tx
        .select({ key: environments.key })
        .from(environments)
        .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, environmentId)))
    : [];
  await recordEvent(tx, ctx, event, {
    workspaceId,
    subjectId: flagId,
    data: {
      key,
      name,
      environmentId,
      environment: environment?.key ?? null,
      scheduledChangeId: scheduled.id,
      fields: changed,
      reason,
      applyAt: applyAt.toISOString(),
      refusal,
    },
  });
}
