import type { Db } from "@plumbline/db";
import { alertRules, alertRuleVersions, alerts } from "@plumbline/db/schema";
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { ruleDefinition } from "../condition/rule-definition.ts";
import { alertSilenced } from "../events.ts";
import { definitionOf } from "../routes/routes-of.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";

/** An open alert that keeps another one quiet, with the reason. */
export interface Inhibitor {
  id: string;
  reason: string;
}

/** The open alert that keeps this one quiet, or null. A chain does not close: an alert that is kept quiet still inhibits. */
export async function findInhibitor(tx: Db, alert: Alert): Promise<Inhibitor | null> {
  if (!alert.ruleId) return null;
  const rows = await tx
    .select({ id: alerts.id, title: alerts.title, labels: alerts.labels, definition: alertRuleVersions.definition })
    .from(alerts)
    .innerJoin(alertRules, and(eq(alertRules.workspaceId, alerts.workspaceId), eq(alertRules.id, alerts.ruleId)))
    .innerJoin(
      alertRuleVersions,
      and(
        eq(alertRuleVersions.workspaceId, alertRules.workspaceId),
        eq(alertRuleVersions.ruleId, alertRules.id),
        eq(alertRuleVersions.version, alertRules.version),
      ),
    )
    .where(
      and(
        eq(alerts.workspaceId, alert.workspaceId),
        ne(alerts.state, "resolved"),
        ne(alerts.id, alert.id),
        sql`${alertRuleVersions.definition} @> ${JSON.stringify({ inhibits: { ruleIds: [alert.ruleId] } })}::text::jsonb`,
      ),
    )
    .orderBy(alerts.id);
  for (const { id, title, labels, definition } of rows) {
    const equal = ruleDefinition.parse(definition).inhibits?.equal ?? [];
    if (equal.every((label) => labels[label] === alert.labels[label]))
      return { id, reason: reasonFor(title, equal, alert) };
  }
  return null;
}

function reasonFor(title: string, equal: readonly string[], { labels }: Alert): string {
  const same = equal.map((label) => `${label} “${labels[label] ?? ""}”`).join(" and ");
  return `“${title}” is open${same ? ` for the same ${same}` : ""}, and its rule keeps this one quiet.`;
}

/** What an alert that just opened keeps quiet from now on. */
export async function inhibitOthers(tx: Db, ctx: Context, alert: Alert): Promise<void> {
  const inhibits = (await definitionOf(tx, alert))?.inhibits;
  if (!inhibits) return;
  const others = await tx
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.workspaceId, alert.workspaceId),
        ne(alerts.state, "resolved"),
        ne(alerts.id, alert.id),
        isNull(alerts.inhibitedBy),
        inArray(alerts.ruleId, inhibits.ruleIds),
      ),
    );
  for (const other of others) {
    if (!inhibits.equal.every((label) => alert.labels[label] === other.labels[label])) continue;
    const inhibitReason = reasonFor(alert.title, inhibits.equal, other);
    const [quiet] = await tx
      .update(alerts)
      .set({ inhibitedBy: alert.id, inhibitReason, escalateAt: null })
      .where(and(eq(alerts.workspaceId, other.workspaceId), eq(alerts.id, other.id)))
      .returning();
    await recordEvent(tx, ctx, alertSilenced, {
      workspaceId: other.workspaceId,
      subjectId: other.id,
      tenantId: other.tenantId,
      data: { ...alertData(quiet as Alert), because: inhibitReason, until: null, silenceId: null },
    });
  }
}
