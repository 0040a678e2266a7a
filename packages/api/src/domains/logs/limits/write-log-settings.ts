import type { Db } from "@plumbline/db";
import { logSettings } from "@plumbline/db/schema";
import { eq, sql } from "drizzle-orm";

/** One row of `log_settings`. */
export type LogSettingsRow = typeof logSettings.$inferSelect;

/** The workspace's row, locked; made when there is none. */
export async function lockLogSettings(tx: Db, workspaceId: string): Promise<LogSettingsRow> {
  await tx.insert(logSettings).values({ workspaceId }).onConflictDoNothing();
  const [row] = await tx.select().from(logSettings).where(eq(logSettings.workspaceId, workspaceId)).for("update");
  return row as LogSettingsRow;
}

export async function writeLogSettings(tx: Db, workspaceId: string, change: Partial<LogSettingsRow>): Promise<void> {
  await tx
    .update(logSettings)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(logSettings.workspaceId, workspaceId));
}
