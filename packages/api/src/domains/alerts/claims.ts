import { alertRules } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { listScheduleClaims } from "./on-call/schedule-claims.ts";
import { ruleClaim } from "./rules/rule-claim.ts";

/** Every rule that is on claims that it watches; every schedule, that somebody is on call. */
export const alertClaims = defineClaims({
  name: "alerts",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const rules = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(alertRules)
        .where(
          and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.enabled, true), isNull(alertRules.archivedAt)),
        )
        .orderBy(alertRules.id),
    );
    return [...rules.map(ruleClaim), ...(await listScheduleClaims(ctx, workspaceId))];
  },
});
