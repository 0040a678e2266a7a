import type { Db } from "@plumbline/db";
import { members, type OnCallLayer, onCallSchedules } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { isoDays, localTime, timeZone } from "../routes/route-fields.ts";

registerIdPrefix("OnCallSchedule", "oncall");
registerIdPrefix("OnCallOverride", "oncover");

/** One row of `on_call_schedules`. */
export type OnCallSchedule = typeof onCallSchedules.$inferSelect;

const localDay = z.string().refine(isDay, "must be a day of the form 2026-11-23.");

const layer = z.object({
  name: z.string().trim().min(1, "must not be empty.").max(80),
  userIds: z.array(z.uuid()).min(1, "must name somebody.").max(50),
  turn: z.object({ unit: z.enum(["hours", "days", "weeks"]), length: z.int().min(1).max(168) }),
  startsOn: localDay,
  handOverAt: localTime,
  restrictions: z
    .array(z.object({ days: isoDays.nullish().transform((days) => days ?? []), from: localTime, to: localTime }))
    .max(10)
    .nullish()
    .transform((restrictions) => restrictions ?? []),
});

export const scheduleFields = {
  name: z.string().trim().min(1, "must not be empty.").max(120),
  timeZone,
  /** A later one goes before an earlier one. */
  layers: z.array(layer).min(1, "must hold at least one layer.").max(10),
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).year >= 2000;
  } catch {
    return false;
  }
}

/**
 * A layer that begins in a far year is a slip of the keyboard, and nobody would be on call until then.
 * @throws InvalidInputError that names the path of each that begins more than two years from now
 */
export function requireNearStart(ctx: Context, layers: readonly Pick<OnCallLayer, "startsOn">[]): void {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.app.clock.now().getTime()).toZonedDateTimeISO("UTC");
  const latest = today.toPlainDate().add({ years: 2 }).toString();
  const issues = layers.flatMap(({ startsOn }, n): InputIssue[] =>
    startsOn <= latest
      ? []
      : [
          {
            path: ["layers", String(n), "startsOn"],
            message: `is more than two years ahead: nobody would be on call until then. The latest is ${latest}.`,
          },
        ],
  );
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** Whoever takes turns must be a member. @throws InvalidInputError that names the path of each who is not */
export async function requirePeople(tx: Db, workspaceId: string, layers: readonly OnCallLayer[]): Promise<void> {
  const wanted = layers.flatMap(({ userIds }) => userIds);
  const known = await knownMembers(tx, workspaceId, wanted);
  const issues: InputIssue[] = layers.flatMap(({ userIds }, n) =>
    userIds.flatMap((id, m) =>
      known.has(id)
        ? []
        : [{ path: ["layers", String(n), "userIds", String(m)], message: "is no member of this workspace." }],
    ),
  );
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** Those of the users who are members of the workspace. */
export async function knownMembers(db: Db, workspaceId: string, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), inArray(members.userId, [...new Set(userIds)])));
  return new Set(rows.map(({ userId }) => userId));
}

/** The workspace of a schedule, for an actor that holds the permission there. */
export async function authorizeSchedule(
  ctx: Context,
  id: string,
  permission: "alert_rules:write" | "alerts:write" = "alert_rules:write",
): Promise<string> {
  return await authorizeRow(ctx, { table: onCallSchedules, id, permission, noun: "on-call schedule" });
}

/** The clause for one schedule that was not deleted. */
export function ownSchedule(workspaceId: string, id: string) {
  return and(
    eq(onCallSchedules.workspaceId, workspaceId),
    eq(onCallSchedules.id, id),
    isNull(onCallSchedules.archivedAt),
  );
}

/** Takes the lock on a schedule. @throws NotFoundError when it was deleted */
export async function lockSchedule(tx: Db, workspaceId: string, id: string): Promise<OnCallSchedule> {
  const [schedule] = await tx.select().from(onCallSchedules).where(ownSchedule(workspaceId, id)).for("update");
  if (!schedule) throw unknownRow("on-call schedule");
  return schedule;
}
