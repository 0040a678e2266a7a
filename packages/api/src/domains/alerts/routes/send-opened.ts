import type { Db } from "@plumbline/db";
import { alertHeldMessages, alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { enqueue } from "../../../outbox/enqueue.ts";
import type { Context } from "../../../service/context.ts";
import { isFeatureOn } from "../../../service/features.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { releaseHeld } from "../jobs/release-held.ts";
import { alertGroupKey, alertMessage } from "./alert-message.ts";
import { queueQuietly } from "./queue-quietly.ts";
import { quietUntil } from "./quiet-until.ts";
import { type AlertRoute, routesOf } from "./routes-of.ts";

/** Hands an open alert to its routes. What quiet hours or a digest hold back is kept for their end. @returns the routes */
export async function sendOpened(tx: Db, ctx: Context, alert: Alert): Promise<AlertRoute[]> {
  const routes = await routesOf(tx, alert);
  await tx
    .update(alerts)
    .set({ routedEpisode: alert.episode })
    .where(and(eq(alerts.workspaceId, alert.workspaceId), eq(alerts.id, alert.id)));
  for (const route of routes) {
    const wished = heldBy(route, alert, ctx.app.clock.now());
    const held = wished?.why === "digest" && !(await gathers(ctx, alert)) ? null : wished;
    for (const channelId of route.channelIds) {
      if (held) await hold(tx, route, channelId, alert, held);
      else {
        await queueQuietly(tx, ctx, {
          workspaceId: alert.workspaceId,
          channelId,
          dedupeKey: `alert:${alert.id}:${alert.episode}:opened`,
          groupKey: alertGroupKey(alert),
          message: alertMessage(alert),
          subject: { type: "alert", id: alert.id },
          tenantId: alert.tenantId,
        });
      }
    }
    if (held) {
      await enqueue(
        tx,
        releaseHeld,
        { workspaceId: alert.workspaceId, routeId: route.id },
        { runAt: held.releaseAt, key: `alerts.release:${route.id}:${held.releaseAt.getTime()}` },
      );
    }
  }
  return routes;
}

async function gathers(ctx: Context, { workspaceId, tenantId }: Alert): Promise<boolean> {
  return await isFeatureOn(ctx, workspaceId, "plumbline.alert-digests", tenantId);
}

interface Held {
  why: "quiet_hours" | "digest";
  releaseAt: Date;
}

/** Until when a route keeps an alert's message. What is critical waits for nothing. */
export function heldBy(
  { quietHours, digestSeconds }: Pick<AlertRoute, "quietHours" | "digestSeconds">,
  { severity }: Pick<Alert, "severity">,
  now: Date,
): Held | null {
  if (severity === "critical") return null;
  const quietEnd = quietHours ? quietUntil(quietHours, now) : null;
  if (quietEnd) return { why: "quiet_hours", releaseAt: quietEnd };
  if (digestSeconds === null) return null;
  // All of one span share its end, or each message would push the digest further away.
  const size = digestSeconds * 1000;
  return { why: "digest", releaseAt: new Date((Math.floor(now.getTime() / size) + 1) * size) };
}

async function hold(tx: Db, { id: routeId }: AlertRoute, channelId: string, alert: Alert, held: Held): Promise<void> {
  const { workspaceId, id: alertId, episode } = alert;
  await tx
    .insert(alertHeldMessages)
    .values({ workspaceId, routeId, channelId, alertId, episode, ...held })
    .onConflictDoNothing();
}
