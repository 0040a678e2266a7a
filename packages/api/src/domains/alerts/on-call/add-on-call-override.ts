import { onCallOverrides, users } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { onCallOverrideAdded } from "../events.ts";
import { authorizeSchedule, knownMembers, lockSchedule } from "./schedule-fields.ts";

/** One row of `on_call_overrides`. */
export type OnCallOverride = typeof onCallOverrides.$inferSelect;

/** Longest override, in days: who is on call for longer belongs into the layers. */
const longestDays = 60;

export const addOnCallOverrideInput = z.object({
  scheduleId: z.uuid(),
  userId: z.uuid(),
  startsAt: z.date(),
  endsAt: z.date(),
  comment: z
    .string()
    .trim()
    .max(500)
    .nullish()
    .transform((comment) => comment ?? ""),
});

export type AddOnCallOverrideInput = z.input<typeof addOnCallOverrideInput>;

/** Puts somebody on call for a while, before whatever the layers say. Of two overrides at once the newer one holds. */
export async function addOnCallOverride(ctx: Context, input: AddOnCallOverrideInput): Promise<OnCallOverride> {
  const { scheduleId } = parseInput(z.object({ scheduleId: z.uuid() }), input);
  const workspaceId = await authorizeSchedule(ctx, scheduleId, "alerts:write");
  const wish = parseInput(addOnCallOverrideInput, input);
  return await transact(ctx, { workspaceId, verb: "addOnCallOverride", input: wish }, async (tx) => {
    const schedule = await lockSchedule(tx, workspaceId, scheduleId);
    const { userId, startsAt, endsAt } = wish;
    const now = ctx.app.clock.now();
    requireSpan(startsAt, endsAt, now);
    if (!(await knownMembers(tx, workspaceId, [userId])).has(userId))
      throw new InvalidInputError([{ path: ["userId"], message: "is no member of this workspace." }]);
    const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
    const madeBy = describeActor(ctx.actor).actorName;
    const [made] = await tx
      .insert(onCallOverrides)
      .values({ ...wish, workspaceId, madeBy, createdAt: now })
      .returning();
    const span = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    await recordEvent(tx, ctx, onCallOverrideAdded, {
      workspaceId,
      subjectId: scheduleId,
      data: { name: schedule.name, person: person?.name ?? "", ...span },
      after: { userId, ...span },
    });
    return made as OnCallOverride;
  });
}

function requireSpan(startsAt: Date, endsAt: Date, now: Date): void {
  const path = ["endsAt"];
  if (endsAt <= startsAt || endsAt <= now)
    throw new InvalidInputError([{ path, message: "must be in the future and after its start." }]);
  if (endsAt.getTime() - startsAt.getTime() > longestDays * 86_400_000)
    throw new InvalidInputError([{ path, message: `must be within ${longestDays} days; change the layers instead.` }]);
}
