import type { Db } from "@plumbline/db";
import type { AlertLabels, WindowSample } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { ensureEvaluator, lockEvaluator } from "../evaluation/lock-evaluator.ts";
import type { Alert } from "./alert-ref.ts";
import { openAlert } from "./open-alert.ts";

export interface RaiseAlertInput {
  workspaceId: string;
  tenantId?: string | null;
  /** Who raises it: `alertmanager`, `logs`. */
  source: string;
  /** The same fingerprint of a source is the same alert. */
  fingerprint: string;
  title: string;
  /** Why, in words with the numbers. */
  reason: string;
  labels?: AlertLabels;
  severity: Alert["severity"];
  url?: string | null;
  /** When it began. Default now. */
  at?: Date;
  /** Events that show what it is about. */
  samples?: WindowSample[];
  /** Why what counts here is one alert, in words. */
  groupReason?: string;
  /** Seconds after its end in which it reopens. Default 600. */
  flapSeconds?: number;
}

/**
 * Opens an alert that no rule of the pipeline found: another system's, or another domain's. Raised again while it is open it is
 * counted. From here on it is like every other: silences, routes, escalation. In the caller's transaction, which must hold no
 * lock on an alert yet.
 */
export async function raiseAlert(tx: Db, ctx: Context, input: RaiseAlertInput): Promise<Alert> {
  const { workspaceId, source, fingerprint, title, reason, severity } = input;
  const at = input.at ?? ctx.app.clock.now();
  await ensureEvaluator(tx, workspaceId);
  await lockEvaluator(tx, workspaceId);
  return await openAlert(tx, ctx, {
    workspaceId,
    tenantId: input.tenantId ?? null,
    rule: null,
    source,
    fingerprint: `${source}:${fingerprint}`,
    title,
    reason,
    labels: input.labels ?? {},
    groupReason: input.groupReason ?? `${source} says that it is one alert, by its own fingerprint.`,
    severity,
    url: input.url ?? null,
    at,
    firstAt: at,
    lastAt: at,
    count: 1,
    samples: input.samples ?? [],
    flapSeconds: input.flapSeconds ?? 600,
  });
}
