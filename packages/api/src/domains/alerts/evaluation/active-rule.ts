import type { alertRules } from "@plumbline/db/schema";
import type { RuleDefinition } from "../condition/rule-definition.ts";

/** One row of `alert_rules`. */
export type AlertRule = typeof alertRules.$inferSelect;

/** A rule as evaluations see it. */
export interface ActiveRule {
  id: string;
  name: string;
  version: number;
  severity: AlertRule["severity"];
  tenantId: string | null;
  /** Milliseconds since 1970; what happened before counts for nothing. */
  activeSince: number;
  definition: RuleDefinition;
}
