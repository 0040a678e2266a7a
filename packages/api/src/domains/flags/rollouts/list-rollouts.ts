import { flagGuards, flagRollouts } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Flag, FlagConfiguration } from "../flag-refs.ts";
import { seenHere } from "../seen-here.ts";
import type { FlagRollout } from "./rollout-ref.ts";

/** A flag's plans, the newest first. An API key sees those of its environment. */
export async function listFlagRollouts(ctx: Context, { workspaceId, id }: Flag, page: PageArgs) {
  const where = and(eq(flagRollouts.flagId, id), seenHere(ctx, flagRollouts.environmentId));
  return await listRows(ctx, { table: flagRollouts, workspaceId, permission: "flags:read", page, where });
}

/** The plans of a workspace, the newest first. An API key sees those of its environment. @param states only those in one of these states */
export async function listRollouts(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  states?: readonly FlagRollout["state"][] | null,
) {
  const inState = states ? inArray(flagRollouts.state, [...states]) : undefined;
  const where = and(inState, seenHere(ctx, flagRollouts.environmentId));
  return await listRows(ctx, { table: flagRollouts, workspaceId, permission: "flags:read", page, where });
}

/** What may stop a plan. */
export async function listGuards(ctx: Context, { workspaceId, id }: FlagRollout, page: PageArgs) {
  const where = eq(flagGuards.rolloutId, id);
  return await listRows(ctx, { table: flagGuards, workspaceId, permission: "flags:read", page, where });
}

/** The plan that goes on for a flag in one environment; null when there is none. */
export async function findOpenRollout(
  ctx: Context,
  { workspaceId, flagId, environmentId }: FlagConfiguration,
): Promise<FlagRollout | null> {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(flagRollouts)
      .where(
        and(
          eq(flagRollouts.workspaceId, workspaceId),
          eq(flagRollouts.flagId, flagId),
          eq(flagRollouts.environmentId, environmentId),
          inArray(flagRollouts.state, ["running", "paused"]),
        ),
      ),
  );
  return found ?? null;
}
