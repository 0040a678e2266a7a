import { alertRules, alertRuleVersions } from "@plumbline/db/schema";
import { and, eq, ilike, inArray, isNull } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { ConditionKind } from "../condition/condition.ts";
import type { AlertRule } from "../evaluation/active-rule.ts";

/** Which rules; what is left out does not narrow. */
export interface AlertRuleFilter {
  enabled?: boolean | null;
  kind?: { in?: ConditionKind[] | null } | null;
  tenantId?: string | null;
  /** Part of the name. */
  search?: string | null;
}

/** Rules that were not deleted, the newest first. */
export async function listAlertRules(ctx: Context, workspaceId: string, page: PageArgs, filter: AlertRuleFilter) {
  const { enabled, kind, tenantId, search } = filter;
  const where = and(
    isNull(alertRules.archivedAt),
    enabled == null ? undefined : eq(alertRules.enabled, enabled),
    kind?.in ? inArray(alertRules.kind, kind.in) : undefined,
    tenantId ? eq(alertRules.tenantId, tenantId) : undefined,
    search ? ilike(alertRules.name, `%${search.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  return await listRows(ctx, { table: alertRules, workspaceId, permission: "alerts:read", page, where });
}

/** What a rule said from its beginning on, the newest version first. */
export async function listRuleVersions(ctx: Context, { workspaceId, id }: AlertRule, page: PageArgs) {
  const where = eq(alertRuleVersions.ruleId, id);
  return await listRows(ctx, { table: alertRuleVersions, workspaceId, permission: "alerts:read", page, where });
}
