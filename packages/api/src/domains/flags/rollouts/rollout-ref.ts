import type { Db } from "@plumbline/db";
import { type flagGuards, flagRollouts } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("FlagRollout", "flgroll");
registerIdPrefix("FlagGuard", "flggrd");

export type FlagRollout = typeof flagRollouts.$inferSelect;
export type FlagGuard = typeof flagGuards.$inferSelect;

/** The workspace of a plan, for an actor that may change flags there. */
export async function authorizeRollout(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: flagRollouts, id, permission: "flags:write", noun: "rollout" });
}

/** The clause for one plan. */
export function ownRollout(workspaceId: string, id: string) {
  return and(eq(flagRollouts.workspaceId, workspaceId), eq(flagRollouts.id, id));
}

/** Takes a plan's lock, before any lock of flags and environments. @throws NotFoundError when it is not there */
export async function lockRollout(tx: Db, workspaceId: string, id: string): Promise<FlagRollout> {
  const [rollout] = await tx.select().from(flagRollouts).where(ownRollout(workspaceId, id)).for("update");
  if (!rollout) throw unknownRow("rollout");
  return rollout;
}

/** Whether a plan can still go on. */
export function isOpen({ state }: FlagRollout): boolean {
  return state === "running" || state === "paused";
}

/** Ids of a workspace's plans in these states. */
export async function rolloutIdsIn(
  ctx: Context,
  workspaceId: string,
  states: readonly FlagRollout["state"][],
): Promise<string[]> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: flagRollouts.id })
      .from(flagRollouts)
      .where(and(eq(flagRollouts.workspaceId, workspaceId), inArray(flagRollouts.state, [...states])))
      .orderBy(flagRollouts.id),
  );
  return rows.map(({ id }) => id);
}
