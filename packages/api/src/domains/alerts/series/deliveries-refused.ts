import { deliveries } from "@plumbline/db/schema";
import { and, count, eq, gte, lt, sql } from "drizzle-orm";
import { defineSeries } from "../define-series.ts";
import { fillSteps } from "../evaluation/fill-steps.ts";

/** The part of inbound deliveries that was refused. Without a delivery there is no ratio: a gap. */
export const deliveriesRefused = defineSeries({
  name: "deliveries.refused_ratio",
  description: "Refused inbound deliveries as a part of all, from 0 to 1.",
  unit: "of all deliveries",
  dimensions: [{ name: "provider", description: "Slug in the catalogue, `github`." }],
  async read(ctx, { workspaceId, from, to, stepSeconds, filter }) {
    const step = sql<number>`floor(extract(epoch from ${deliveries.receivedAt}) / ${stepSeconds}::int)`.mapWith(Number);
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({
          step,
          provider: deliveries.provider,
          all: count(),
          refused: sql<number>`count(*) filter (where ${deliveries.verdict} = 'refused')`.mapWith(Number),
        })
        .from(deliveries)
        .where(
          and(
            eq(deliveries.workspaceId, workspaceId),
            gte(deliveries.receivedAt, from),
            lt(deliveries.receivedAt, to),
            filter.provider ? eq(deliveries.provider, filter.provider) : undefined,
          ),
        )
        .groupBy(sql`1`, deliveries.provider),
    );
    return [...Map.groupBy(rows, ({ provider }) => provider)].flatMap(([provider, own]) => {
      const ratios = new Map(own.map((row) => [row.step, row.refused / row.all]));
      return fillSteps({ from, to, stepSeconds }, (at) => ratios.get(at) ?? null, { provider });
    });
  },
});
