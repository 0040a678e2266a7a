import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { closeAlert } from "../alert/close-alert.ts";
import { countAlert } from "../alert/count-alert.ts";
import { newestOf, openAlert } from "../alert/open-alert.ts";
import type { RuleFinding } from "./evaluate-events.ts";
import { fingerprintOf, groupReasonOf } from "./group.ts";

/** Makes alerts of what an evaluation found, in its order. The caller holds the evaluator's lock. */
export async function applyFindings(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  found: readonly RuleFinding[],
): Promise<void> {
  for (const each of found) await applyFinding(tx, ctx, workspaceId, each);
}

async function applyFinding(tx: Db, ctx: Context, workspaceId: string, { rule, finding }: RuleFinding): Promise<void> {
  const fingerprint = fingerprintOf(rule.id, finding.groupKey);
  const at = new Date(finding.at);
  if (finding.kind === "fired") {
    const { groupBy, flapSeconds } = rule.definition;
    await openAlert(tx, ctx, {
      workspaceId,
      tenantId: rule.tenantId ?? tenantOf(finding.labels),
      rule: { id: rule.id, version: rule.version },
      source: "rule",
      fingerprint,
      title: rule.name,
      reason: finding.reason,
      labels: finding.labels,
      groupReason: finding.labels.overflow
        ? `The rule has ${finding.labels.overflow}; the rest is one alert.`
        : groupReasonOf(groupBy, finding.labels),
      severity: rule.severity,
      url: null,
      at,
      firstAt: new Date(finding.firstAt),
      lastAt: new Date(finding.lastAt),
      count: finding.count,
      samples: finding.samples,
      flapSeconds,
    });
    return;
  }
  const known = await newestOf(tx, workspaceId, fingerprint);
  if (!known || known.state === "resolved") return;
  if (finding.kind === "cleared") await closeAlert(tx, ctx, known, { by: "condition", cause: finding.cause, at });
  else await countAlert(tx, ctx, known, { count: finding.count, lastAt: at, samples: finding.samples });
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Grouped by tenant, each alert is its tenant's. */
function tenantOf(labels: Readonly<Record<string, string>>): string | null {
  const { tenantId } = labels;
  return tenantId && uuidForm.test(tenantId) ? tenantId : null;
}
