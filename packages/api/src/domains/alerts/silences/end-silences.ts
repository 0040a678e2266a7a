import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq, lte, ne } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { makeAudible } from "../alert/make-audible.ts";

/** Makes audible again what a silence kept quiet that has ended by now. The caller holds the evaluator's lock. */
export async function endDueSilences(tx: Db, ctx: Context, workspaceId: string, now: Date): Promise<void> {
  const due = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), ne(alerts.state, "resolved"), lte(alerts.silencedUntil, now)))
    .orderBy(alerts.id);
  for (const alert of due) await makeAudible(tx, ctx, alert, "The silence has ended.");
}
