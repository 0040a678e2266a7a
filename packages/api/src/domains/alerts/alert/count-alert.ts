import type { Db } from "@plumbline/db";
import { alerts, type WindowSample } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertUpdated } from "../events.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";
import { keepSamples } from "./keep-samples.ts";

/** Shortest time between two `alert.updated` of one alert, in milliseconds. */
const toldEveryMs = 60_000;

export interface MoreOfAlert {
  count: number;
  lastAt: Date;
  samples: readonly WindowSample[];
}

/** Counts more for an open alert. History is told at most once a minute; the count is exact. */
export async function countAlert(tx: Db, ctx: Context, alert: Alert, more: MoreOfAlert): Promise<Alert> {
  const now = ctx.app.clock.now();
  const tell = now.getTime() - alert.updateToldAt.getTime() >= toldEveryMs;
  const [counted] = await tx
    .update(alerts)
    .set({
      count: sql`${alerts.count} + ${more.count}`,
      lastSeenAt: sql`greatest(${alerts.lastSeenAt}, ${more.lastAt.toISOString()}::timestamptz)`,
      updatedAt: now,
      ...(tell ? { updateToldAt: now } : {}),
    })
    .where(and(eq(alerts.workspaceId, alert.workspaceId), eq(alerts.id, alert.id)))
    .returning();
  const after = counted as Alert;
  await keepSamples(tx, after, more.samples);
  if (tell) {
    const { workspaceId, tenantId, id } = after;
    await recordEvent(tx, ctx, alertUpdated, { workspaceId, subjectId: id, tenantId, data: alertData(after) });
  }
  return after;
}
