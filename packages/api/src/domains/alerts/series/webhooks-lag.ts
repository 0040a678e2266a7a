import { webhookMessages } from "@plumbline/db/schema";
import { and, eq, gte, lt, max, sql } from "drizzle-orm";
import { defineSeries } from "../define-series.ts";
import { fillSteps } from "../evaluation/fill-steps.ts";

/** How long outbound webhooks took from the event to the receiver's 2xx. Only what arrived has a duration: a gap where nothing did. */
export const webhooksLag = defineSeries({
  name: "webhooks.delivery_seconds",
  description: "Longest time from an event to its delivery at an outbound webhook endpoint, among those that arrived.",
  unit: "s",
  dimensions: [{ name: "endpointId", description: "The endpoint's uuid." }],
  async read(ctx, { workspaceId, from, to, stepSeconds, filter }) {
    const { deliveredAt, endpointId, createdAt } = webhookMessages;
    const step = sql<number>`floor(extract(epoch from ${deliveredAt}) / ${stepSeconds}::int)`.mapWith(Number);
    const lag = max(sql<number>`extract(epoch from ${deliveredAt} - ${createdAt})`.mapWith(Number));
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ step, endpointId, lag })
        .from(webhookMessages)
        .where(
          and(
            eq(webhookMessages.workspaceId, workspaceId),
            gte(deliveredAt, from),
            lt(deliveredAt, to),
            filter.endpointId ? eq(endpointId, filter.endpointId) : undefined,
          ),
        )
        .groupBy(sql`1`, endpointId),
    );
    return [...Map.groupBy(rows, (row) => row.endpointId)].flatMap(([id, own]) => {
      const lags = new Map(own.map((row) => [row.step, Number(row.lag)]));
      return fillSteps({ from, to, stepSeconds }, (at) => lags.get(at) ?? null, { endpointId: id });
    });
  },
});
