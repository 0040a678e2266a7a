import { events } from "@plumbline/db/schema";
import { and, count, eq, gte, lt, sql } from "drizzle-orm";
import { defineSeries } from "../define-series.ts";
import { fillSteps } from "../evaluation/fill-steps.ts";

/** Events of the log by type. No event is a measurement too: zero. */
export const eventsCount = defineSeries({
  name: "events.count",
  description: "Events in the workspace's log.",
  unit: "events",
  dimensions: [{ name: "type", description: "The event's type, `delivery.refused`." }],
  async read(ctx, { workspaceId, from, to, stepSeconds, filter }) {
    const step = sql<number>`floor(extract(epoch from ${events.occurredAt}) / ${stepSeconds}::int)`.mapWith(Number);
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ step, type: events.type, n: count() })
        .from(events)
        .where(
          and(
            eq(events.workspaceId, workspaceId),
            gte(events.occurredAt, from),
            lt(events.occurredAt, to),
            filter.type ? eq(events.type, filter.type) : undefined,
          ),
        )
        .groupBy(sql`1`, events.type),
    );
    const byType = Map.groupBy(rows, ({ type }) => type);
    const types = filter.type ? [filter.type] : [...byType.keys()].sort();
    return types.flatMap((type) => {
      const counts = new Map(byType.get(type)?.map((row) => [row.step, row.n]));
      return fillSteps({ from, to, stepSeconds }, (at) => counts.get(at) ?? 0, { type });
    });
  },
});
