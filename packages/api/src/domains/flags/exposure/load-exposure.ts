import { flagExposures } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, asc, eq, gte, inArray, lt, max, sql, sum } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import type { FlagConfiguration } from "../flag-refs.ts";

/** How often a flag answered in one environment, in a span of time. */
export interface Exposure {
  since: Date;
  until: Date;
  by: "hour" | "day";
  configuration: Pick<FlagConfiguration, "workspaceId" | "flagId" | "environmentId">;
  total: number;
  lastAt: Date | null;
}

/** One sum: how often a variant was answered within an hour or a day. */
export interface ExposurePoint {
  at: Date;
  /** Null for the caller's own default. */
  variant: string | null;
  count: number;
}

export interface ExposureSpan {
  since?: Date | null | undefined;
  until?: Date | null | undefined;
  by?: "hour" | "day" | null | undefined;
}

/** Longest spans, in days. */
const longest = { hour: 14, day: 400 };
const dayMs = 86_400_000;

/**
 * Evaluations of a flag in one environment; the caller was authorized for the configuration. Those of a list are read in one query.
 * @throws InvalidInputError for a span that is empty or too long
 */
export async function loadExposure(
  ctx: Context,
  configuration: FlagConfiguration,
  { since, until, by }: ExposureSpan,
): Promise<Exposure> {
  const step = by ?? "hour";
  const end = until ?? ctx.app.clock.now();
  const start = since ?? new Date(end.getTime() - 7 * dayMs);
  const days = (end.getTime() - start.getTime()) / dayMs;
  if (days <= 0) throw new InvalidInputError([{ path: ["until"], message: "must lie after since." }]);
  if (days > longest[step])
    throw new InvalidInputError([
      { path: ["since"], message: `lies more than ${longest[step]} days before until; by ${step} no more are told.` },
    ]);
  const { workspaceId, environmentId } = configuration;
  // Named by day and hour, so that fields of one list, asked in the same instant, meet in one loader.
  const key = `exposure:${workspaceId}:${environmentId}:${since?.getTime() ?? ""}:${until?.getTime() ?? ""}`;
  const loader =
    (ctx.memo.get(key) as DataLoader<string, Totals> | undefined) ??
    new DataLoader<string, Totals>((ids) => readTotals(ctx, { workspaceId, environmentId, start, end }, ids));
  ctx.memo.set(key, loader);
  return { since: start, until: end, by: step, configuration, ...(await loader.load(configuration.flagId)) };
}

type Totals = Pick<Exposure, "total" | "lastAt">;

async function readTotals(
  ctx: Context,
  { workspaceId, environmentId, start, end }: { workspaceId: string; environmentId: string; start: Date; end: Date },
  flagIds: readonly string[],
): Promise<Totals[]> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ flagId: flagExposures.flagId, total: sum(flagExposures.count), lastAt: max(flagExposures.lastAt) })
      .from(flagExposures)
      .where(
        and(
          eq(flagExposures.workspaceId, workspaceId),
          inArray(flagExposures.flagId, [...flagIds]),
          eq(flagExposures.environmentId, environmentId),
          gte(flagExposures.hour, hourOf(start)),
          lt(flagExposures.hour, end),
        ),
      )
      .groupBy(flagExposures.flagId),
  );
  const found = new Map(rows.map(({ flagId, total, lastAt }) => [flagId, { total: Number(total), lastAt }]));
  return flagIds.map((id) => found.get(id) ?? { total: 0, lastAt: null });
}

/** The sums behind an exposure, the oldest first. */
export async function loadExposurePoints(ctx: Context, exposure: Exposure): Promise<ExposurePoint[]> {
  const { since, until, by, configuration } = exposure;
  const { workspaceId, flagId, environmentId } = configuration;
  const at = sql<string>`date_trunc(${sql.raw(`'${by}'`)}, ${flagExposures.hour}, 'UTC')`;
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ at, variant: flagExposures.variant, count: sum(flagExposures.count) })
      .from(flagExposures)
      .where(
        and(
          eq(flagExposures.workspaceId, workspaceId),
          eq(flagExposures.flagId, flagId),
          eq(flagExposures.environmentId, environmentId),
          gte(flagExposures.hour, hourOf(since)),
          lt(flagExposures.hour, until),
        ),
      )
      .groupBy(at, flagExposures.variant)
      .orderBy(asc(at), asc(flagExposures.variant)),
  );
  return rows.map((row) => ({ at: new Date(row.at), variant: row.variant || null, count: Number(row.count) }));
}

/** Counts stand at the begin of their hour: one that began before the span is told whole. */
function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 3_600_000) * 3_600_000);
}
