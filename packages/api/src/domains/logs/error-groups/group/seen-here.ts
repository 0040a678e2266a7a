import { errorGroups } from "@plumbline/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { loadRow } from "../../../../graphql/load-row.ts";
import type { Context } from "../../../../service/context.ts";
import { ownEnvironment } from "../../../../service/own-environment.ts";
import { unknownRow } from "../../../workspaces/index.ts";
import type { ErrorGroup } from "./error-group-ref.ts";

/**
 * Groups that the actor sees by their environment: an API key of one environment those that were met there and nowhere else, since
 * title, counts and what was learned are of all that met them; others all.
 */
export function groupsSeen(ctx: Context): SQL | undefined {
  const only = ownEnvironment(ctx);
  return only === null ? undefined : sql`${errorGroups.environments} <@ array[${only}]::text[]`;
}

/** Whether the actor sees a group, by the same rule. */
export function seesGroup(ctx: Context, { environments }: Pick<ErrorGroup, "environments">): boolean {
  const only = ownEnvironment(ctx);
  return only === null || environments.every((environment) => environment === only);
}

/** A group for a resolver whose parent is of the same workspace and was authorized; null when the actor does not see it. */
export async function loadSeenGroup(ctx: Context, workspaceId: string, id: string): Promise<ErrorGroup | null> {
  const group = await loadRow(ctx, errorGroups, workspaceId, id);
  return group && seesGroup(ctx, group) ? group : null;
}

/** @throws NotFoundError for a group that the actor does not see, as for one that never was */
export async function requireSeenGroup(ctx: Context, workspaceId: string, id: string): Promise<void> {
  if (ownEnvironment(ctx) === null) return;
  const [seen] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: errorGroups.id })
      .from(errorGroups)
      .where(and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, id), groupsSeen(ctx))),
  );
  if (!seen) throw unknownRow("error group");
}
