import type { Db } from "@plumbline/db";
import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";

/**
 * Takes the integration's row and says whether it is still connected. Whoever asked the provider before and wants to store what it
 * made there asks here first: somebody may have disconnected meanwhile, and then nothing here would remember it.
 */
export async function lockConnected(
  tx: Db,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<boolean> {
  const [row] = await tx
    .select({ state: integrations.state })
    .from(integrations)
    .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)))
    .for("no key update");
  return row !== undefined && row.state !== "disconnected";
}
