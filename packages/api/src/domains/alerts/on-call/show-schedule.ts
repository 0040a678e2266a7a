import { onCallOverrides } from "@plumbline/db/schema";
import { and, asc, eq, gt } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import type { OnCallOverride } from "./add-on-call-override.ts";
import type { OnCallSchedule } from "./schedule-fields.ts";
import { type OnCallPlan, onCallAt, type Shift, shiftsBetween } from "./shifts.ts";

/** Longest span that is shown at once, in days. */
const longestDays = 62;

/** A shift with the workspace in which its person is looked up. */
export interface ShownShift extends Shift {
  workspaceId: string;
}

/** Who is on call now, and until when. */
export interface ShownOnCall {
  workspaceId: string;
  userId: string | null;
  /** Null when it lies more than 35 days ahead. */
  until: Date | null;
}

/** Who is on call in a schedule at this moment. */
export async function showOnCallNow(ctx: Context, schedule: OnCallSchedule): Promise<ShownOnCall> {
  const now = ctx.app.clock.now().getTime();
  const { userId, until } = onCallAt(await planOf(ctx, schedule), now);
  return { workspaceId: schedule.workspaceId, userId, until: until === null ? null : new Date(until) };
}

/** Who is on call in a span, gaps included. @throws InvalidInputError for a span that is turned round or longer than 62 days */
export async function showShifts(
  ctx: Context,
  schedule: OnCallSchedule,
  { from, to }: { from: Date; to: Date },
): Promise<ShownShift[]> {
  const days = (to.getTime() - from.getTime()) / 86_400_000;
  if (days <= 0 || days > longestDays)
    throw new InvalidInputError([{ path: ["to"], message: `must be after from, by ${longestDays} days at most.` }]);
  const plan = await planOf(ctx, schedule);
  const { workspaceId } = schedule;
  return shiftsBetween(plan, { from: from.getTime(), to: to.getTime() }).map((shift) => ({ ...shift, workspaceId }));
}

/** Overrides that are not over yet, by their beginning. */
export async function listOverrides(ctx: Context, { workspaceId, id }: OnCallSchedule): Promise<OnCallOverride[]> {
  await authorize(ctx, workspaceId, "alerts:read");
  const now = ctx.app.clock.now();
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(onCallOverrides)
      .where(
        and(
          eq(onCallOverrides.workspaceId, workspaceId),
          eq(onCallOverrides.scheduleId, id),
          gt(onCallOverrides.endsAt, now),
        ),
      )
      .orderBy(asc(onCallOverrides.startsAt), asc(onCallOverrides.id)),
  );
}

async function planOf(ctx: Context, { workspaceId, id, timeZone, layers }: OnCallSchedule): Promise<OnCallPlan> {
  await authorize(ctx, workspaceId, "alerts:read");
  const overrides = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(onCallOverrides)
      .where(and(eq(onCallOverrides.workspaceId, workspaceId), eq(onCallOverrides.scheduleId, id)))
      .orderBy(asc(onCallOverrides.id)),
  );
  return { timeZone, layers, overrides };
}
