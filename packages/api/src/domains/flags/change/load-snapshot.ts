import type { Db } from "@plumbline/db";
import { environments, flagEnvironments } from "@plumbline/db/schema";
import type { Snapshot } from "@plumbline/sdk/flags";
import { and, eq } from "drizzle-orm";
import { unknownRow } from "../../workspaces/index.ts";
import { loadDefinitions, loadSegments } from "./load-definitions.ts";

/**
 * Every flag of one environment at its newest version. The version is read under a lock that no change gets past, so that
 * version and flags belong together; `db` must be a transaction.
 * @throws NotFoundError when there is no such environment
 */
export async function loadSnapshot(tx: Db, workspaceId: string, environmentId: string): Promise<Snapshot> {
  const [environment] = await tx
    .select({ key: environments.key })
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, environmentId)));
  const [own] = await tx
    .select({ version: flagEnvironments.version })
    .from(flagEnvironments)
    .where(and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, environmentId)))
    .for("share");
  if (!environment || !own) throw unknownRow("environment");
  const segments = await loadSegments(tx, workspaceId);
  const definitions = await loadDefinitions(tx, { workspaceId, environmentIds: [environmentId] });
  return { version: own.version, environment: environment.key, flags: definitions.get(environmentId) ?? [], segments };
}
