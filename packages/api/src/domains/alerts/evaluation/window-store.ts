import type { Db } from "@plumbline/db";
import { alertWindows } from "@plumbline/db/schema";
import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { GroupState } from "./observe-event.ts";

/** Rows of one statement; each has five parameters. */
const rowsAtOnce = 500;

/** The windows of these groups, by `<rule>\n<group>`. */
export async function loadWindows(
  tx: Db,
  workspaceId: string,
  wanted: readonly { ruleId: string; groupKey: string }[],
): Promise<Map<string, GroupState>> {
  const ruleIds = [...new Set(wanted.map(({ ruleId }) => ruleId))];
  const keys = [...new Set(wanted.map(({ groupKey }) => groupKey))];
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(alertWindows)
    .where(
      and(
        eq(alertWindows.workspaceId, workspaceId),
        inArray(alertWindows.ruleId, ruleIds),
        inArray(alertWindows.groupKey, keys),
      ),
    );
  return new Map(rows.map((row) => [`${row.ruleId}\n${row.groupKey}`, row]));
}

/** Every window of one rule. */
export async function loadRuleWindows(tx: Db, workspaceId: string, ruleId: string): Promise<GroupState[]> {
  return await tx
    .select()
    .from(alertWindows)
    .where(and(eq(alertWindows.workspaceId, workspaceId), eq(alertWindows.ruleId, ruleId)))
    .orderBy(alertWindows.groupKey);
}

/** How many groups each rule remembers. */
export async function countWindows(
  tx: Db,
  workspaceId: string,
  ruleIds: readonly string[],
): Promise<Map<string, number>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await tx
    .select({ ruleId: alertWindows.ruleId, n: count() })
    .from(alertWindows)
    .where(and(eq(alertWindows.workspaceId, workspaceId), inArray(alertWindows.ruleId, [...ruleIds])))
    .groupBy(alertWindows.ruleId);
  return new Map(rows.map(({ ruleId, n }) => [ruleId, n]));
}

/** Writes windows as they are now. */
export async function saveWindows(
  tx: Db,
  workspaceId: string,
  windows: Iterable<{ ruleId: string; group: GroupState }>,
  now: Date,
): Promise<void> {
  const values = [...windows].map(({ ruleId, group: { groupKey, labels, state } }) => ({
    workspaceId,
    ruleId,
    groupKey,
    labels,
    state,
    updatedAt: now,
  }));
  for (let start = 0; start < values.length; start += rowsAtOnce) {
    await tx
      .insert(alertWindows)
      .values(values.slice(start, start + rowsAtOnce))
      .onConflictDoUpdate({
        target: [alertWindows.workspaceId, alertWindows.ruleId, alertWindows.groupKey],
        set: { state: sql`excluded.state`, updatedAt: now },
      });
  }
}

/** Forgets what a rule remembers: of one group, or of all. The next event begins anew. */
export async function forgetWindows(tx: Db, workspaceId: string, ruleId: string, groupKey?: string): Promise<void> {
  await tx
    .delete(alertWindows)
    .where(
      and(
        eq(alertWindows.workspaceId, workspaceId),
        eq(alertWindows.ruleId, ruleId),
        groupKey === undefined ? undefined : eq(alertWindows.groupKey, groupKey),
      ),
    );
}
