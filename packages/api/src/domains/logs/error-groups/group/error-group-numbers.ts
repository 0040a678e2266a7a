import { errorCounts, errorFacets, errorPatterns } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, desc, eq, gte, inArray, max, min, sum } from "drizzle-orm";
import { authorize } from "../../../../service/authorize.ts";
import type { Context } from "../../../../service/context.ts";
import { InvalidInputError } from "../../../../service/errors.ts";
import type { ErrorGroup } from "./error-group-ref.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Steps of one answer. */
const mostSteps = 168;
/** Values of one answer. */
const mostValues = 20;

/** Errors within one step of time. */
export interface ErrorStep {
  /** The step's begin. */
  at: Date;
  count: number;
}

/** A tenant, a release or an environment that met a group. */
export interface ErrorFacet {
  value: string;
  count: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  /** When the server took the newest, whatever the sender's clock says. */
  lastArrivedAt: Date;
}

/**
 * A group's errors over time, oldest first, every step to the present one. Groups of one list are counted in one query.
 * @param step `hour`, or `minute` which is kept for two days
 */
export async function countsOf(
  ctx: Context,
  { workspaceId, id }: ErrorGroup,
  { step, steps }: { step: "hour" | "minute"; steps: number },
): Promise<ErrorStep[]> {
  if (!Number.isInteger(steps) || steps < 1 || steps > mostSteps)
    throw new InvalidInputError([{ path: ["steps"], message: `must be from 1 to ${mostSteps}.` }]);
  await authorize(ctx, workspaceId, "logs:read");
  const stepMs = step === "hour" ? hourMs : minuteMs;
  const last = Math.floor(ctx.app.clock.now().getTime() / stepMs) * stepMs;
  const since = last - (steps - 1) * stepMs;
  const loader = loaderOf(ctx, `error-counts:${workspaceId}:${step}:${steps}`, (ids) =>
    readCounts(ctx, workspaceId, ids, step === "hour" ? 60 : 1, new Date(since)),
  );
  const counts = await loader.load(id);
  return Array.from({ length: steps }, (_, n) => {
    const at = since + n * stepMs;
    return { at: new Date(at), count: counts.get(at) ?? 0 };
  });
}

/** The tenants or releases that met a group, the newest first, 20 at most. */
export async function facetsOf(
  ctx: Context,
  { workspaceId, id }: ErrorGroup,
  kind: "tenant" | "release",
): Promise<ErrorFacet[]> {
  await authorize(ctx, workspaceId, "logs:read");
  return await loadFacets(ctx, workspaceId, id, kind);
}

/** When a group's errors last came, by the id of the environment ('' where senders name none); the caller authorized. */
export async function lastErrorsOf(ctx: Context, { workspaceId, id }: ErrorGroup): Promise<ErrorFacet[]> {
  return await loadFacets(ctx, workspaceId, id, "environment");
}

type FacetKind = (typeof errorFacets.$inferSelect)["kind"];

function loadFacets(ctx: Context, workspaceId: string, id: string, kind: FacetKind): Promise<ErrorFacet[]> {
  const key = `error-facets:${workspaceId}:${kind}`;
  return loaderOf(ctx, key, (ids) => readFacets(ctx, workspaceId, ids, kind)).load(id);
}

function loaderOf<V>(ctx: Context, key: string, read: (ids: readonly string[]) => Promise<V[]>): DataLoader<string, V> {
  const loader = (ctx.memo.get(key) as DataLoader<string, V> | undefined) ?? new DataLoader<string, V>(read);
  ctx.memo.set(key, loader);
  return loader;
}

async function readCounts(
  ctx: Context,
  workspaceId: string,
  ids: readonly string[],
  step: 1 | 60,
  since: Date,
): Promise<Map<number, number>[]> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ groupId: errorPatterns.groupId, at: errorCounts.at, count: sum(errorCounts.count).mapWith(Number) })
      .from(errorCounts)
      .innerJoin(
        errorPatterns,
        and(eq(errorPatterns.workspaceId, errorCounts.workspaceId), eq(errorPatterns.id, errorCounts.patternId)),
      )
      .where(
        and(
          eq(errorCounts.workspaceId, workspaceId),
          eq(errorCounts.step, step),
          gte(errorCounts.at, since),
          inArray(errorPatterns.groupId, [...ids]),
        ),
      )
      .groupBy(errorPatterns.groupId, errorCounts.at),
  );
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
  return ids.map((id) => new Map((byGroup.get(id) ?? []).map(({ at, count }) => [at.getTime(), count])));
}

async function readFacets(
  ctx: Context,
  workspaceId: string,
  ids: readonly string[],
  kind: FacetKind,
): Promise<ErrorFacet[][]> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({
        groupId: errorPatterns.groupId,
        value: errorFacets.value,
        count: sum(errorFacets.count).mapWith(Number),
        firstSeenAt: min(errorFacets.firstSeenAt),
        lastSeenAt: max(errorFacets.lastSeenAt),
        lastArrivedAt: max(errorFacets.lastArrivedAt),
      })
      .from(errorFacets)
      .innerJoin(
        errorPatterns,
        and(eq(errorPatterns.workspaceId, errorFacets.workspaceId), eq(errorPatterns.id, errorFacets.patternId)),
      )
      .where(
        and(
          eq(errorFacets.workspaceId, workspaceId),
          eq(errorFacets.kind, kind),
          inArray(errorPatterns.groupId, [...ids]),
        ),
      )
      .groupBy(errorPatterns.groupId, errorFacets.value)
      .orderBy(desc(max(errorFacets.lastSeenAt))),
  );
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
  return ids.map((id) =>
    (byGroup.get(id) ?? []).slice(0, mostValues).map(({ value, count, firstSeenAt, lastSeenAt, lastArrivedAt }) => ({
      value,
      count,
      firstSeenAt: firstSeenAt as Date,
      lastSeenAt: lastSeenAt as Date,
      lastArrivedAt: lastArrivedAt as Date,
    })),
  );
}
