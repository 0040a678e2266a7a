import type { Db } from "@plumbline/db";
import { alertHeldMessages, alertRoutes, alerts } from "@plumbline/db/schema";
import { and, eq, inArray, lte } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import type { NotificationMessage } from "../../notifications/index.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { alertGroupKey, alertMessage } from "./alert-message.ts";
import { queueQuietly } from "./queue-quietly.ts";

/** Alerts that a digest names one by one. */
const mostNamed = 20;

/** Sends what a route held back until now, one message to each channel. Run twice it sends once: what it took is gone. */
export async function releaseHeldMessages(
  ctx: Context,
  { workspaceId, routeId }: { workspaceId: string; routeId: string },
): Promise<void> {
  await transact(ctx, { workspaceId, verb: "releaseHeldMessages", input: null }, async (tx) => {
    const now = ctx.app.clock.now();
    const due = and(
      eq(alertHeldMessages.workspaceId, workspaceId),
      eq(alertHeldMessages.routeId, routeId),
      lte(alertHeldMessages.releaseAt, now),
    );
    const [route] = await tx
      .select({ name: alertRoutes.name })
      .from(alertRoutes)
      .where(and(eq(alertRoutes.workspaceId, workspaceId), eq(alertRoutes.id, routeId)))
      .for("update");
    if (!route) return;
    const held = await tx.delete(alertHeldMessages).where(due).returning();
    const byChannel = Map.groupBy(held, ({ channelId }) => channelId);
    for (const [channelId, messages] of byChannel) {
      const told = await alertsOf(tx, workspaceId, messages);
      const { message, groupKey } = digestOf(told, messages[0]?.why ?? "digest", route.name, now);
      await queueQuietly(tx, ctx, {
        workspaceId,
        channelId,
        dedupeKey: `alerts:digest:${routeId}:${messages.map(({ id }) => id).sort()[0]}`,
        groupKey,
        message,
        subject: { type: "alert", id: told[0]?.id ?? routeId },
        tenantId: told[0]?.tenantId ?? null,
      });
    }
  });
}

async function alertsOf(tx: Db, workspaceId: string, held: readonly { alertId: string }[]): Promise<Alert[]> {
  const ids = held.map(({ alertId }) => alertId);
  return await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), inArray(alerts.id, ids)))
    .orderBy(alerts.id);
}

const worstFirst = ["critical", "error", "warning", "info"] as const;

/** One message for all that was held back; a single alert is told as itself. */
function digestOf(told: readonly Alert[], why: string, route: string, now: Date) {
  const [only] = told;
  if (only && told.length === 1) return { message: alertMessage(only), groupKey: alertGroupKey(only) };
  const open = told.filter(({ state }) => state !== "resolved").length;
  const when = why === "quiet_hours" ? "in the quiet hours" : "since the last digest";
  const lines = told
    .slice(0, mostNamed)
    .map(({ title, state, count, reason }) => `${title} (${state}, ${count} ×): ${reason}`);
  const message: NotificationMessage = {
    title: `${told.length} alerts ${when}, ${open} still open`,
    body: [...lines, ...(told.length > mostNamed ? [`And ${told.length - mostNamed} more.`] : [])],
    severity: open === 0 ? "ok" : (worstFirst.find((each) => told.some(({ severity }) => severity === each)) ?? "info"),
    place: "alerts",
    fields: [{ label: "Route", value: route }],
    quotes: [],
    actions: [],
    count: told.length,
  };
  return { message, groupKey: `alerts:digest:${route}:${now.getTime()}` };
}
