import type { Db } from "@plumbline/db";
import { alertHeldMessages } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { alertGroupKey, alertMessage } from "./alert-message.ts";
import { queueQuietly } from "./queue-quietly.ts";
import { routesOf } from "./routes-of.ts";

/** Tells that an alert is over, to every channel that was told of its opening. What is still held says so in its digest. */
export async function sendResolved(tx: Db, ctx: Context, alert: Alert): Promise<void> {
  if (alert.routedEpisode < alert.episode) return;
  const { workspaceId, id: alertId, episode } = alert;
  const held = await tx
    .select({ channelId: alertHeldMessages.channelId })
    .from(alertHeldMessages)
    .where(
      and(
        eq(alertHeldMessages.workspaceId, workspaceId),
        eq(alertHeldMessages.alertId, alertId),
        eq(alertHeldMessages.episode, episode),
      ),
    );
  const waiting = new Set(held.map(({ channelId }) => channelId));
  const channelIds = new Set((await routesOf(tx, alert)).flatMap((route) => route.channelIds));
  for (const channelId of channelIds) {
    if (waiting.has(channelId)) continue;
    await queueQuietly(tx, ctx, {
      workspaceId,
      channelId,
      dedupeKey: `alert:${alertId}:${episode}:resolved`,
      groupKey: alertGroupKey(alert),
      message: alertMessage(alert),
      subject: { type: "alert", id: alertId },
      tenantId: alert.tenantId,
    });
  }
}
