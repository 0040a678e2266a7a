import { levelOf } from "@plumbline/sdk/logs/query";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { LogValueCount } from "../store/log-store.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { LogSearchInput } from "./log-search-input.ts";
import { environmentsOf, resolveSearch } from "./resolve-search.ts";
import { spanOf } from "./span-of.ts";

/** One field with its most frequent values. */
export interface LogFacet {
  /** As the search box names it: `level`, `service`, `attributes.http.status`. */
  readonly field: string;
  /** Entries that have it. */
  readonly count: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** What the newest entries of a search are made of. */
export interface LogFacets {
  readonly facets: readonly LogFacet[];
  /** Entries that were looked at: all that match, or the newest of them. */
  readonly sampled: number;
  /** True: there are no others. */
  readonly exact: boolean;
}

/** Entries that facets are counted over at most. */
const newest = 10_000;
const mostAttributes = 15;
const columns = ["level", "service", "tenant", "env"];

/** Services, levels, tenants, environments and the top attributes with their counts. */
export async function facetLogs(ctx: Context, workspaceId: string, input: LogSearchInput): Promise<LogFacets> {
  await authorize(ctx, workspaceId, "logs:read");
  const { filter, ...asked } = await resolveSearch(ctx, workspaceId, input);
  const span = await spanOf(ctx, asked);
  const counts = await logStoreOf(ctx.app).facets(workspaceId, { filter, ...span, newest });
  const keys = new Map([...(await environmentsOf(ctx, workspaceId))].map(([key, id]) => [id, key]));
  const named = counts.map((each) => nameValue(each, keys));
  const facets = [...Map.groupBy(named, ({ field }) => field)].map(([field, own]): LogFacet => {
    const values = [...Map.groupBy(own, ({ value }) => value)].map(([value, same]) => ({ value, count: sum(same) }));
    return { field, count: sum(own), values: values.sort((a, b) => b.count - a.count) };
  });
  const byColumn = columns.flatMap((name) => facets.filter(({ field }) => field === name));
  const attributes = facets.filter(({ field }) => !columns.includes(field)).sort((a, b) => b.count - a.count);
  // Every entry has a severity, so that its facet counts them all.
  const sampled = facets.find(({ field }) => field === "level")?.count ?? 0;
  return { facets: [...byColumn, ...attributes.slice(0, mostAttributes)], sampled, exact: sampled < newest };
}

function nameValue({ field, value, count }: LogValueCount, keys: ReadonlyMap<string, string>): LogValueCount {
  if (field === "severity") return { field: "level", value: levelOf(Number(value)), count };
  return field === "env" ? { field, value: keys.get(value) ?? value, count } : { field, value, count };
}

function sum(counts: readonly { count: number }[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}
