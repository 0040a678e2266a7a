import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { lockEvaluator } from "../evaluation/lock-evaluator.ts";
import type { Alert } from "./alert-ref.ts";

/** The workspace of an alert, for an actor that may work on alerts there. */
export async function authorizeAlert(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: alerts, id, permission: "alerts:write", noun: "alert" });
}

/** Takes the evaluator's lock and the alert's, in this order everywhere. */
export async function lockAlert(tx: Db, workspaceId: string, id: string): Promise<Alert> {
  await lockEvaluator(tx, workspaceId);
  const own = and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, id));
  const [alert] = await tx.select().from(alerts).where(own).for("update");
  if (!alert) throw unknownRow("alert");
  return alert;
}
