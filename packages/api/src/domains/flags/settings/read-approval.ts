import type { Db } from "@plumbline/db";
import { environments, flagEnvironments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";

/** An environment as flags see it: its names, and whether a second member must approve changes there. Undefined when it is not there. */
export async function readApproval(tx: Db, workspaceId: string, environmentId: string) {
  const { key, name } = environments;
  const { id, requiresApproval } = flagEnvironments;
  const [row] = await tx
    .select({ id, key, name, requiresApproval })
    .from(environments)
    .innerJoin(
      flagEnvironments,
      and(
        eq(flagEnvironments.workspaceId, environments.workspaceId),
        eq(flagEnvironments.environmentId, environments.id),
      ),
    )
    .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, environmentId)));
  return row;
}
