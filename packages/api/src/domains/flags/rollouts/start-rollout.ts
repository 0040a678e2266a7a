import type { Db } from "@plumbline/db";
import { channels, flagGuards, flagRollouts } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { isTimeZone } from "../../alerts/index.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { refuseArchivedFlag, requireConfiguration, requireFlag } from "../change/own-rows.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { rolloutStarted } from "../events.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { reasonInput } from "../flag/name-input.ts";
import { checkGuards } from "../guards/check-guards.ts";
import { guardInput } from "../guards/guard-input.ts";
import { prepareGuards } from "../guards/insert-guards.ts";
import { authorizeFlagKey } from "../platform/authorize-guarding.ts";
import { holdOf } from "./advance-rollout.ts";
import { recordRollout } from "./record-rollout.ts";
import { refuseWhereApproved } from "./refuse-where-approved.ts";
import { type FlagRollout, lockRollout, ownRollout } from "./rollout-ref.ts";
import { stopRollout } from "./stop-rollout.ts";
import { takeStep } from "./take-step.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00.");
const percentage = z.number().gt(0, "must be above 0.").max(100, "must be 100 at most.");

/** The hours in which steps are taken. */
const windowInput = z
  .strictObject({
    from: time,
    to: time,
    timeZone: z.string().refine(isTimeZone, "must be the name of a time zone, `Europe/Berlin`."),
    days: z
      .array(z.int().min(1, "Monday is 1.").max(7, "Sunday is 7."))
      .max(7)
      .nullish()
      .transform((days) => days ?? undefined),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], error: "must not be the same as `from`." })
  .transform(({ days, ...rest }) => ({ ...rest, ...(days ? { days } : {}) }));

export const startRolloutInput = z.object({
  flagId: z.uuid(),
  environmentId: z.uuid(),
  /** Percentages, each above the one before. */
  steps: z
    .array(percentage)
    .min(1, "A plan needs a step.")
    .max(50, "A plan has at most 50 steps.")
    .refine((steps) => steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0)), {
      error: "Each step must be above the one before.",
    }),
  /** Seconds between two steps, and of the watch after the last one. */
  intervalSeconds: z
    .int()
    .min(60, "must be 60 at least.")
    .max(30 * 86_400, "must be 30 days at most."),
  /** Default: at once, or when the window opens. */
  startAt: z.date().nullish(),
  /** Default: at any hour. */
  window: windowInput.nullish().transform((window) => window ?? null),
  guards: z
    .array(guardInput)
    .max(10, "A plan has at most 10 guards.")
    .nullish()
    .transform((guards) => guards ?? []),
  /** Whether a step waits until every guard has data. Default true. */
  requireProof: z
    .boolean()
    .nullish()
    .transform((wanted) => wanted ?? true),
  channelIds: z
    .array(z.uuid())
    .max(10, "At most 10 channels.")
    .nullish()
    .transform((ids) => [...new Set(ids ?? [])]),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type StartRolloutInput = z.input<typeof startRolloutInput>;
type Wish = z.output<typeof startRolloutInput>;

/**
 * Starts a plan that widens a flag's rollout step by step; the first one is taken at once when it is due.
 * @throws ForbiddenError for an API key of another environment, and for a flag that guards what others do
 * @throws ConflictError while another plan of this flag goes on there
 * @throws PreconditionError where a second member must approve changes, for a killed or archived flag, and while a guard is breached
 * @throws InvalidInputError that names the path of everything that is wrong in a guard's condition
 */
export async function startRollout(ctx: Context, input: StartRolloutInput): Promise<FlagRollout> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(startRolloutInput, input);
  if (wish.guards.some(({ condition }) => condition != null)) await authorize(ctx, workspaceId, "alert_rules:write");
  return await transact(ctx, { workspaceId, verb: "startRollout", input: wish }, async (tx) => {
    refuseOtherEnvironment(ctx, [wish.environmentId]);
    const about = await requireReady(tx, ctx, workspaceId, wish);
    const guards = await prepareGuards(tx, ctx, { workspaceId, about, guards: wish.guards });
    const rollout = await insertRollout(tx, ctx, workspaceId, wish);
    if (guards.length > 0) await tx.insert(flagGuards).values(guards.map((one) => ({ ...one, rolloutId: rollout.id })));
    await recordRollout(tx, ctx, rolloutStarted, rollout);
    const judged = await checkGuards(tx, ctx, rollout);
    const breached = judged.find(({ verdict }) => verdict.state === "breached");
    if (breached)
      throw new PreconditionError(
        `The guard "${breached.guard.name}" is breached already: ${breached.verdict.detail}`,
        "Wait until the alert is over, or resolve it, then start the plan.",
      );
    return await firstStep(tx, ctx, rollout, judged);
  });
}

async function firstStep(
  tx: Db,
  ctx: Context,
  rollout: FlagRollout,
  judged: Parameters<typeof holdOf>[1],
): Promise<FlagRollout> {
  const now = ctx.app.clock.now();
  const { workspaceId, id } = rollout;
  if (rollout.nextAt && rollout.nextAt > now) return rollout;
  const hold = holdOf(rollout, judged, now);
  if (hold) {
    await tx.update(flagRollouts).set(hold).where(ownRollout(workspaceId, id));
    return await lockRollout(tx, workspaceId, id);
  }
  const taken = await takeStep(tx, ctx, rollout, judged.length > 0);
  if (taken.step < taken.steps.length || judged.length > 0) return taken;
  return await stopRollout(tx, ctx, taken, "completed", { reason: "Every step was taken." });
}

/** What must hold before a plan may begin. @returns what it is about, for the names of rules */
async function requireReady(tx: Db, ctx: Context, workspaceId: string, wish: Wish): Promise<string> {
  const { flagId, environmentId, channelIds } = wish;
  const flag = await requireFlag(tx, workspaceId, flagId);
  refuseArchivedFlag(flag);
  // Its later steps are nobody's but the plan's.
  await authorizeFlagKey(ctx, workspaceId, flag.key);
  const configuration = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const environment = await refuseWhereApproved(tx, workspaceId, environmentId);
  if (configuration.killed)
    throw new PreconditionError(`The flag ${flag.key} is killed in ${environment}.`, "Revive it, then start.");
  if (channelIds.length > 0) {
    const known = await tx
      .select({ id: channels.id })
      .from(channels)
      .where(and(eq(channels.workspaceId, workspaceId), inArray(channels.id, channelIds), isNull(channels.userId)));
    if (known.length < channelIds.length) throw unknownRow("channel");
  }
  return `${flag.key} in ${environment}`;
}

async function insertRollout(tx: Db, ctx: Context, workspaceId: string, wish: Wish): Promise<FlagRollout> {
  const { guards: _, startAt, reason, flagId, environmentId, ...plan } = wish;
  const { enabled, rollout: before } = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  const now = ctx.app.clock.now();
  const [made] = await tx
    .insert(flagRollouts)
    .values({
      ...plan,
      workspaceId,
      flagId,
      environmentId,
      reason,
      nextAt: startAt ?? now,
      baseline: { enabled, rollout: before },
      startedBy: describeActor(ctx.actor).actorName,
      startedByUserId: ctx.actor.type === "user" ? ctx.actor.userId : null,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  throw new ConflictError("Another plan of this flag goes on in this environment.", "Abort it, then start this one.");
}
