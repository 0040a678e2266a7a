import type { Db } from "@plumbline/db";
import { alertRules, alerts } from "@plumbline/db/schema";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { Alert } from "../alert/alert-ref.ts";
import { isMeasured } from "../condition/condition.ts";
import { loadDefinition } from "./rule-ref.ts";

/** What is known of a rule, for whoever relies on its silence. */
export interface RuleEvidence {
  ruleId: string;
  name: string;
  /** False when it was switched off or deleted: it finds nothing then. */
  watching: boolean;
  /** Why it could not be evaluated last; null while it works. */
  failedReason: string | null;
  /** When it last looked at something real; null when it never did. */
  dataAt: Date | null;
  /** What it saw then, in words. */
  seen: string | null;
  /** Seconds that one look covers: data older than that says nothing of now. */
  windowSeconds: number;
  /** Its newest open alert; null when none is open. */
  open: Alert | null;
}

/** A rule as it stands; null when there never was one. */
export async function readRuleEvidence(db: Db, workspaceId: string, ruleId: string): Promise<RuleEvidence | null> {
  const [rule] = await db
    .select()
    .from(alertRules)
    .where(and(eq(alertRules.workspaceId, workspaceId), eq(alertRules.id, ruleId)));
  if (!rule) return null;
  const { condition } = await loadDefinition(db, rule);
  const windowSeconds = isMeasured(condition)
    ? condition.windowSeconds
    : condition.kind === "event"
      ? condition.withinSeconds
      : condition.forSeconds;
  const [open] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.ruleId, ruleId), ne(alerts.state, "resolved")))
    .orderBy(desc(alerts.openedAt))
    .limit(1);
  return {
    ruleId,
    name: rule.name,
    watching: rule.enabled && rule.archivedAt === null,
    failedReason: rule.failedReason,
    dataAt: rule.evaluatedAt,
    seen: rule.evaluatedWhat,
    windowSeconds,
    open: open ?? null,
  };
}

/** The newest alerts of a workspace, of any state, among which somebody looks for what concerns them. */
export async function readRecentAlerts(
  db: Db,
  workspaceId: string,
  options: { states?: readonly Alert["state"][]; limit: number },
): Promise<Alert[]> {
  const states = options.states ? inArray(alerts.state, [...options.states]) : undefined;
  return await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), states))
    .orderBy(desc(alerts.openedAt))
    .limit(options.limit);
}
