import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { EventSource } from "../../../subscriptions/event-source.ts";
import type { Alert } from "./alert-ref.ts";

const types = [
  "alert.opened",
  "alert.updated",
  "alert.acknowledged",
  "alert.silenced",
  "alert.unsilenced",
  "alert.escalated",
  "alert.resolved",
];

/** Alerts as they change. */
export function watchAlerts(workspaceId: string, after: string | null | undefined): EventSource {
  return new EventSource({ workspaceId, permission: "alerts:read", after: after ?? null, types });
}

/** The alert that an event is about. @throws NotFoundError when the workspace was purged meanwhile */
export async function loadAlertOf(ctx: Context, { workspaceId, subjectId }: RecordedEvent): Promise<Alert> {
  await authorize(ctx, workspaceId, "alerts:read");
  const [alert] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(alerts)
      .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, subjectId))),
  );
  if (!alert) throw new NotFoundError("The alert no longer exists.", "Read the list anew.");
  return alert;
}
