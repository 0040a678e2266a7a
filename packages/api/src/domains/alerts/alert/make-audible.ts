import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertUnsilenced } from "../events.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";
import { findQuiet, isQuiet, makeHeard } from "./announce-alert.ts";

/** Looks anew at what keeps an open alert quiet, after something of that has ended. Without anything left it takes its routes. */
export async function makeAudible(tx: Db, ctx: Context, alert: Alert, because: string): Promise<Alert> {
  const { workspaceId, tenantId, id } = alert;
  const { fields } = await findQuiet(tx, ctx, alert);
  const [settled] = await tx
    .update(alerts)
    .set(fields)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id)))
    .returning();
  const after = settled as Alert;
  if (isQuiet(after)) return after;
  await recordEvent(tx, ctx, alertUnsilenced, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: { ...alertData(after), because },
  });
  return after.state === "open" ? await makeHeard(tx, ctx, after) : after;
}
