import { environments } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { ownEnvironment } from "../../../service/own-environment.ts";
import { everyEntry, type LogFilter } from "../store/log-filter.ts";
import type { ResolvedQuery } from "../store/resolved-query.ts";
import { expandGroups } from "./expand-groups.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { narrowToEnvironment } from "./narrow-to-environment.ts";
import { readSearch } from "./read-search.ts";

/** A search that can be asked: its words mean something in this workspace and at this moment. */
export interface ResolvedSearch {
  /** Null where it asks for nothing. */
  readonly query: ResolvedQuery | null;
  readonly filter: LogFilter;
  /** Microseconds since 1970. */
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** The workspace's environments, uuid by key. Remembered for the request. */
export async function environmentsOf(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const key = `log-environments:${workspaceId}`;
  const known = ctx.memo.get(key) as Promise<ReadonlyMap<string, string>> | undefined;
  const found = known ?? readEnvironments(ctx, workspaceId);
  ctx.memo.set(key, found);
  return await found;
}

async function readEnvironments(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ key: environments.key, id: environments.id })
      .from(environments)
      .where(eq(environments.workspaceId, workspaceId)),
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/**
 * Reads a search for a workspace that the actor was authorized for. An API key of one environment finds nothing of another.
 * @throws InvalidInputError
 */
export async function resolveSearch(ctx: Context, workspaceId: string, input: LogSearchInput): Promise<ResolvedSearch> {
  const read = readSearch(input);
  const node = read && (await expandGroups(ctx, workspaceId, read));
  const query = node && {
    node,
    now: ctx.app.clock.now().getTime(),
    environments: await environmentsOf(ctx, workspaceId),
  };
  const filter: LogFilter = query ? { kind: "query", query } : everyEntry;
  const asked = narrowToEnvironment(filter, input.environmentId ?? null);
  return {
    query,
    filter: narrowToEnvironment(asked, ownEnvironment(ctx)),
    since: input.since ? input.since.getTime() * 1000 : undefined,
    until: input.until ? input.until.getTime() * 1000 : undefined,
  };
}
