import type { Db } from "@plumbline/db";
import { environments, flagEnvironments } from "@plumbline/db/schema";
import { and, asc, eq, inArray } from "drizzle-orm";
import { NotFoundError, PreconditionError } from "../../../service/errors.ts";

/** An environment whose flags nobody else changes until the transaction ends. */
export interface LockedEnvironment {
  id: string;
  key: string;
  name: string;
  /** Version of its snapshot before the change. */
  version: number;
  requiresApproval: boolean;
  /** Read by nobody now; restored, it answers with what was changed meanwhile. */
  archived: boolean;
}

/**
 * Takes the locks of environments, always in the same order: whoever changes flags there waits.
 * @param ids those; null for every one, archived ones too: what a change brings there would wait in them, unapproved and unchecked,
 *   until they are restored
 * @throws NotFoundError for one that is not there
 * @throws PreconditionError for an archived one that was asked for
 */
export async function lockEnvironments(
  tx: Db,
  workspaceId: string,
  ids: readonly string[] | null,
): Promise<LockedEnvironment[]> {
  const wanted = ids ? inArray(environments.id, [...ids]) : undefined;
  // Before the flags' own row, as renaming and archiving an environment take them: the other way round would be a deadlock.
  const found = await tx
    .select()
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), wanted))
    .orderBy(asc(environments.id))
    .for("key share");
  const archived = ids && found.find((one) => one.archivedAt);
  if (ids && found.length < new Set(ids).size)
    throw new NotFoundError("There is no such environment, or you may not see it.", "Look at the workspace's list.");
  if (archived)
    throw new PreconditionError(`The environment ${archived.key} is archived.`, "Restore it, then change its flags.");
  if (found.length === 0) return [];
  const foundIds = found.map(({ id }) => id);
  const locked = await tx
    .select()
    .from(flagEnvironments)
    .where(and(eq(flagEnvironments.workspaceId, workspaceId), inArray(flagEnvironments.environmentId, foundIds)))
    .orderBy(asc(flagEnvironments.environmentId))
    .for("update");
  const byId = new Map(locked.map((one) => [one.environmentId, one]));
  return found.flatMap(({ id, key, name, archivedAt }) => {
    const own = byId.get(id);
    if (!own) return [];
    const { version, requiresApproval } = own;
    return [{ id, key, name, version, requiresApproval, archived: archivedAt !== null }];
  });
}
