import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { closeAlert } from "../alert/close-alert.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";

/** Ends every open alert of a rule that will not look after them any more. The caller holds the evaluator's lock. */
export async function endAlertsOf(
  tx: Db,
  ctx: Context,
  { workspaceId, id }: Pick<AlertRule, "workspaceId" | "id">,
  cause: string,
): Promise<void> {
  const open = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.ruleId, id), ne(alerts.state, "resolved")))
    .orderBy(alerts.id);
  const at = ctx.app.clock.now();
  for (const alert of open) await closeAlert(tx, ctx, alert, { by: "hand", cause, at });
}
