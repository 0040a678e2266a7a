import type { Db } from "@plumbline/db";
import { onCallOverrides, onCallSchedules } from "@plumbline/db/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { OnCallPlan } from "./shifts.ts";

/** A schedule with its overrides, by its id; null when it was deleted. */
export async function loadPlan(
  db: Db,
  workspaceId: string,
  scheduleId: string,
): Promise<(OnCallPlan & { name: string }) | null> {
  const [schedule] = await db
    .select()
    .from(onCallSchedules)
    .where(
      and(
        eq(onCallSchedules.workspaceId, workspaceId),
        eq(onCallSchedules.id, scheduleId),
        isNull(onCallSchedules.archivedAt),
      ),
    );
  if (!schedule) return null;
  const overrides = await db
    .select()
    .from(onCallOverrides)
    .where(and(eq(onCallOverrides.workspaceId, workspaceId), eq(onCallOverrides.scheduleId, scheduleId)))
    .orderBy(asc(onCallOverrides.id));
  return { name: schedule.name, timeZone: schedule.timeZone, layers: schedule.layers, overrides };
}
