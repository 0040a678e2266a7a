import { onCallOverrides, onCallSchedules } from "@plumbline/db/schema";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import type { Claim } from "../../../service/define-claims.ts";
import { describeSpan } from "../evaluation/describe-span.ts";
import { knownMembers, type OnCallSchedule } from "./schedule-fields.ts";
import { type OnCallPlan, type Shift, shiftsBetween } from "./shifts.ts";

/** Milliseconds ahead that are looked at for gaps. */
const aheadMs = 14 * 86_400_000;

/** Every schedule claims that somebody is on call in the next two weeks. A gap breaks it, and so does somebody who left. */
export async function listScheduleClaims(ctx: Context, workspaceId: string): Promise<Claim[]> {
  const now = ctx.app.clock.now();
  return await ctx.reads.workspace(workspaceId, async (db) => {
    const schedules = await db
      .select()
      .from(onCallSchedules)
      .where(and(eq(onCallSchedules.workspaceId, workspaceId), isNull(onCallSchedules.archivedAt)))
      .orderBy(onCallSchedules.id);
    const overrides = await db
      .select()
      .from(onCallOverrides)
      .where(and(eq(onCallOverrides.workspaceId, workspaceId), gt(onCallOverrides.endsAt, now)))
      .orderBy(asc(onCallOverrides.id));
    const named = [
      ...schedules.flatMap(({ layers }) => layers.flatMap(({ userIds }) => userIds)),
      ...overrides.map(({ userId }) => userId),
    ];
    const present = await knownMembers(db, workspaceId, named);
    return schedules.map((schedule) => {
      const own = overrides.filter(({ scheduleId }) => scheduleId === schedule.id);
      return scheduleClaim(schedule, { ...schedule, overrides: own }, present, now);
    });
  });
}

/** What one schedule promises at a moment. `present` are the users who are still members. */
export function scheduleClaim(
  { id, name, timeZone }: Pick<OnCallSchedule, "id" | "name" | "timeZone">,
  plan: OnCallPlan,
  present: ReadonlySet<string>,
  now: Date,
): Claim {
  const from = now.getTime();
  const shifts = shiftsBetween(plan, { from, to: from + aheadMs });
  const href = `alerts/on-call/${encodeGlobalId("OnCallSchedule", id)}`;
  const base = {
    id: `on_call_schedule:${id}:covered`,
    title: `Somebody is on call in “${name}”`,
    subject: { type: "on_call_schedule", id },
    tenantId: null,
  };
  const gap = shifts.find(({ userId }) => userId === null || !present.has(userId));
  if (gap) {
    const who = gap.userId ? "Who would be on call is no member any more" : "Nobody is on call";
    const begins = gap.from <= from ? "now" : `from ${local(gap.from, timeZone)}`;
    const reason = `${who} ${begins}, for ${describeSpan((gap.to - gap.from) / 1000)} until ${local(gap.to, timeZone)}.`;
    return { ...base, state: "broken", proof: null, reason, nextStep: { label: "Fill it with an override", href } };
  }
  const proof = { what: coveredBy(shifts), when: now, from: "the schedule itself" };
  return { ...base, state: "proven", proof, reason: null, nextStep: null };
}

function coveredBy(shifts: readonly Shift[]): string {
  const people = new Set(shifts.map(({ userId }) => userId)).size;
  return `${people === 1 ? "One person covers" : `${people} people cover`} the next ${describeSpan(aheadMs / 1000)}`;
}

function local(at: number, timeZone: string): string {
  const text = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" }).format(at);
  return `${text} (${timeZone})`;
}
