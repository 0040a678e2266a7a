import type { Db } from "@plumbline/db";
import { driftSettings } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { alertThreshold } from "../detector/detect-drift.ts";
import type { DriftSettings } from "../document-refs.ts";

/** What a workspace chose; the defaults where it chose nothing yet. */
export type ChosenSettings = Pick<
  DriftSettings,
  "workspaceId" | "threshold" | "channelIds" | "factors" | "verdicts" | "learning" | "modelDrafts"
>;

/** @throws NotFoundError for strangers */
export async function loadDriftSettings(ctx: Context, workspaceId: string): Promise<ChosenSettings> {
  await authorize(ctx, workspaceId, "documents:read");
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(driftSettings).where(eq(driftSettings.workspaceId, workspaceId)),
  );
  const unchosen = { channelIds: [], factors: {}, verdicts: 0, learning: true, modelDrafts: true };
  return found ?? { workspaceId, threshold: alertThreshold, ...unchosen };
}

/** The row, made where there is none, locked. */
export async function lockDriftSettings(tx: Db, workspaceId: string): Promise<DriftSettings> {
  await tx.insert(driftSettings).values({ workspaceId, threshold: alertThreshold }).onConflictDoNothing();
  const [row] = await tx.select().from(driftSettings).where(eq(driftSettings.workspaceId, workspaceId)).for("update");
  if (!row) throw new TypeError("The settings that were just made could not be read.");
  return row;
}
