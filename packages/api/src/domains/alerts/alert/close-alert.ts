import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertResolved } from "../events.ts";
import { sendResolved } from "../routes/send-resolved.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";
import { makeAudible } from "./make-audible.ts";

export interface ClosingOfAlert {
  by: "condition" | "hand" | "source";
  /** Why it is over, in words. */
  cause: string;
  at: Date;
}

/** Ends an open alert: tells history and its routes, and what it kept quiet is heard again. The caller holds the evaluator's lock. */
export async function closeAlert(
  tx: Db,
  ctx: Context,
  alert: Alert,
  { by, cause, at }: ClosingOfAlert,
): Promise<Alert> {
  const { workspaceId, tenantId, id } = alert;
  const [closed] = await tx
    .update(alerts)
    .set({
      state: "resolved",
      resolvedAt: at,
      resolvedBy: by,
      resolveCause: cause,
      silenceId: null,
      silencedUntil: null,
      inhibitedBy: null,
      inhibitReason: null,
      escalationStep: null,
      escalateAt: null,
      updatedAt: ctx.app.clock.now(),
    })
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id), ne(alerts.state, "resolved")))
    .returning();
  if (!closed) return alert;
  await recordEvent(tx, ctx, alertResolved, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: { ...alertData(closed), cause, by },
  });
  await sendResolved(tx, ctx, closed);
  const held = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.inhibitedBy, id), ne(alerts.state, "resolved")));
  for (const each of held) await makeAudible(tx, ctx, each, `“${closed.title}”, which kept it quiet, is over.`);
  return closed;
}
