import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { updateNotification } from "../../notifications/index.ts";
import { alertAcknowledged } from "../events.ts";
import { alertGroupKey, alertMessage } from "../routes/alert-message.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";

/** Somebody takes care of an open alert: it escalates no further, and its messages say who. Done already, nothing changes. */
export async function markAcknowledged(
  tx: Db,
  ctx: Context,
  alert: Alert,
  { by, comment }: { by: string; comment: string },
): Promise<Alert> {
  if (alert.state !== "open") return alert;
  const { workspaceId, tenantId, id } = alert;
  const now = ctx.app.clock.now();
  const [after] = await tx
    .update(alerts)
    .set({
      state: "acknowledged",
      acknowledgedAt: now,
      acknowledgedBy: by,
      acknowledgeComment: comment,
      escalationStep: null,
      escalateAt: null,
      updatedAt: now,
    })
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))
    .returning();
  const taken = after as Alert;
  await recordEvent(tx, ctx, alertAcknowledged, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: { ...alertData(taken), by, comment },
    before: { state: "open" },
    after: { state: "acknowledged" },
  });
  await updateNotification(tx, ctx, { workspaceId, groupKey: alertGroupKey(taken), message: alertMessage(taken) });
  return taken;
}
