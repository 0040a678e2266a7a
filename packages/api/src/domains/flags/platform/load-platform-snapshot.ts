import type { Db } from "@plumbline/db";
import { environments } from "@plumbline/db/schema";
import type { Snapshot } from "@plumbline/sdk/flags";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { loadDefinitions, loadSegments } from "../change/load-definitions.ts";

/**
 * Plumbline's own flags as they are where the workspace's customers are: in its oldest production environment, or in its oldest
 * one when none is production. Null when it has no environment in use.
 */
export async function loadPlatformSnapshot(
  db: Db,
  workspaceId: string,
  environmentId: string | null = null,
): Promise<Snapshot | null> {
  const [environment] = await db
    .select({ id: environments.id, key: environments.key })
    .from(environments)
    .where(
      and(
        eq(environments.workspaceId, workspaceId),
        environmentId ? eq(environments.id, environmentId) : isNull(environments.archivedAt),
      ),
    )
    .orderBy(desc(sql`kind = 'production'`), asc(environments.id))
    .limit(1);
  if (!environment) return null;
  const { id, key } = environment;
  const definitions = await loadDefinitions(db, { workspaceId, environmentIds: [id], platform: "only" });
  const segments = await loadSegments(db, workspaceId);
  return { version: 0, environment: key, flags: definitions.get(id) ?? [], segments };
}
