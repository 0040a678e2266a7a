import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { escalateAlert } from "../jobs/escalate-alert.ts";
import { type AlertRoute, definitionOf } from "../routes/routes-of.ts";
import { findPolicy, planStep } from "./plan-step.ts";

/** Plans the first step of the alert's policy: its rule's, else that of the first route that names one. */
export async function startEscalation(
  tx: Db,
  ctx: Context,
  alert: Alert,
  routes: readonly AlertRoute[],
): Promise<Alert> {
  const named = (await definitionOf(tx, alert))?.policyId ?? routes.find(({ policyId }) => policyId)?.policyId;
  const policy = named ? await findPolicy(tx, alert.workspaceId, named) : null;
  if (!policy) return alert;
  return await planStep(tx, ctx, escalateAlert, alert, { policy, number: 0 });
}

/** Plans the step anew at which an escalation stopped because something kept the alert quiet. */
export async function resumeEscalation(tx: Db, ctx: Context, alert: Alert): Promise<Alert> {
  const { state, policyId, escalationStep, escalateAt, workspaceId } = alert;
  if (state !== "open" || !policyId || escalationStep === null || escalateAt) return alert;
  const policy = await findPolicy(tx, workspaceId, policyId);
  return policy ? await planStep(tx, ctx, escalateAlert, alert, { policy, number: escalationStep }) : alert;
}
