import { anyOf } from "@plumbline/db";
import { flagConfigurations, flags } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, arrayContains, eq, ilike, inArray, ne, notInArray, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Flag, FlagConfiguration } from "../flag-refs.ts";

/** Which flags; what is left out does not narrow. */
export interface FlagFilter {
  /** Part of the key, the name or the description. */
  search?: string | null;
  category?: { in?: string[] | null; notIn?: string[] | null } | null;
  ownerUserId?: string | null;
  serviceId?: string | null;
  /** Default: all but the archived ones. */
  state?: { in?: Flag["state"][] | null } | null;
  type?: { in?: Flag["type"][] | null } | null;
  /** With all of them. */
  tags?: string[] | null;
  keys?: string[] | null;
}

/** Flags of the workspace, the newest first. */
export async function listFlags(ctx: Context, workspaceId: string, page: PageArgs, filter: FlagFilter) {
  const { search, category, ownerUserId, serviceId, state, type, tags, keys } = filter;
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    search ? or(ilike(flags.key, like), ilike(flags.name, like), ilike(flags.description, like)) : undefined,
    category?.in ? inArray(flags.category, category.in) : undefined,
    category?.notIn ? notInArray(flags.category, category.notIn) : undefined,
    ownerUserId ? eq(flags.ownerUserId, ownerUserId) : undefined,
    serviceId ? eq(flags.serviceId, serviceId) : undefined,
    state?.in ? inArray(flags.state, state.in) : ne(flags.state, "archived"),
    type?.in ? inArray(flags.type, type.in) : undefined,
    tags && tags.length > 0 ? arrayContains(flags.tags, tags) : undefined,
    keys ? inArray(flags.key, keys) : undefined,
  );
  return await listRows(ctx, { table: flags, workspaceId, permission: "flags:read", page, where });
}

/** What a flag does, in the order in which its environments were made; for an API key of one environment, only there. */
export async function listConfigurations(ctx: Context, { workspaceId, id }: Flag, page: PageArgs) {
  const only = ownEnvironment(ctx);
  const where = and(eq(flagConfigurations.flagId, id), only ? eq(flagConfigurations.environmentId, only) : undefined);
  const rest = { permission: "flags:read", page, where, newestFirst: false } as const;
  return await listRows(ctx, { table: flagConfigurations, workspaceId, ...rest, by: "environmentId" });
}

/**
 * What a flag does in one environment; null when there is none, or it is not an API key's own. Those of sibling flags are read in
 * one query.
 */
export async function findConfiguration(
  ctx: Context,
  { workspaceId, id }: Flag,
  environmentId: string,
): Promise<FlagConfiguration | null> {
  if ((ownEnvironment(ctx) ?? environmentId) !== environmentId) return null;
  const key = `flag-configurations:${workspaceId}:${environmentId}`;
  const loader =
    (ctx.memo.get(key) as DataLoader<string, FlagConfiguration | null> | undefined) ?? new DataLoader(read);
  ctx.memo.set(key, loader);
  return await loader.load(id);

  async function read(flagIds: readonly string[]): Promise<(FlagConfiguration | null)[]> {
    const wanted = and(
      eq(flagConfigurations.workspaceId, workspaceId),
      eq(flagConfigurations.environmentId, environmentId),
      anyOf(flagConfigurations.flagId, flagIds),
    );
    const rows = await ctx.reads.workspace(workspaceId, (db) => db.select().from(flagConfigurations).where(wanted));
    const byFlag = new Map(rows.map((row) => [row.flagId, row]));
    return flagIds.map((flagId) => byFlag.get(flagId) ?? null);
  }
}
