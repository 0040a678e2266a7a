import { alertRules, flagGuards, flagRollouts } from "@plumbline/db/schema";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { retireAlertRule } from "../../alerts/index.ts";

/** Deletes the rules that were made for guards of plans that are over, once their alerts are. Run twice it is harmless. */
export async function retireGuardRules(ctx: Context, workspaceId: string): Promise<void> {
  const left = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ ruleId: alertRules.id })
      .from(flagGuards)
      .innerJoin(
        flagRollouts,
        and(eq(flagRollouts.workspaceId, workspaceId), eq(flagRollouts.id, flagGuards.rolloutId)),
      )
      .innerJoin(alertRules, and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.id, flagGuards.ruleId)))
      .where(
        and(
          eq(flagGuards.workspaceId, workspaceId),
          eq(flagGuards.kind, "condition"),
          isNull(alertRules.archivedAt),
          notInArray(flagRollouts.state, ["running", "paused"]),
        ),
      ),
  );
  for (const { ruleId } of left)
    await transact(ctx, { workspaceId, verb: "retireGuardRule", input: null }, (tx) =>
      retireAlertRule(tx, ctx, workspaceId, ruleId),
    );
}
