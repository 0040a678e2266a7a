import { logDeletions } from "@plumbline/db/schema";
import { type SQL, sql } from "drizzle-orm";
import { loadNode } from "../../../graphql/load-node.ts";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import type { LogDeletion } from "./deletion-ref.ts";

const load = loadNode(logDeletions, "logs:delete");

/**
 * Deletions that the actor sees: an API key those that were asked for with keys of its environment, others all. What a member deletes
 * may name tenants and words of any environment.
 */
export function seenDeletions(ctx: Context): SQL | undefined {
  const only = ownEnvironment(ctx);
  return only === null ? undefined : sql`${logDeletions.filter} ->> 'environmentId' = ${only}`;
}

/** One deletion by its id, or null where {@link seenDeletions} would leave it out. */
export async function loadLogDeletion(id: string, ctx: Context): Promise<LogDeletion | null> {
  const deletion = await load(id, ctx);
  const only = ownEnvironment(ctx);
  return only === null || deletion?.filter.environmentId === only ? deletion : null;
}
