import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { enqueue } from "../../../outbox/enqueue.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { alertData } from "../alert/alert-data.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { describeSpan } from "../evaluation/describe-span.ts";
import { alertEscalated } from "../events.ts";
import { alertGroupKey, alertMessage } from "../routes/alert-message.ts";
import { stepAt } from "./next-step.ts";
import { type EscalationPolicy, findPolicy, planStep, type StepJob, type stepRef } from "./plan-step.ts";
import { tellTarget } from "./tell-target.ts";

type StepRef = z.output<typeof stepRef>;

/** Takes one step, once: who was told, who could not be told and what comes next become true together. */
export async function takeStep(ctx: Context, ref: StepRef, job: StepJob): Promise<void> {
  const { workspaceId } = ref;
  await transact(ctx, { workspaceId, verb: "escalateAlert", input: null }, async (tx) => {
    const alert = await lockDue(tx, ref);
    const policy = alert?.policyId && (await findPolicy(tx, workspaceId, alert.policyId));
    if (!alert?.escalateAt || !policy) return;
    if (alert.escalateAt > ctx.app.clock.now()) {
      await enqueue(tx, job, ref, { runAt: alert.escalateAt, key: `alerts.escalate:${alert.id}` });
      return;
    }
    await escalate(tx, ctx, alert, policy, ref.step);
    await planStep(tx, ctx, job, alert, { policy, number: ref.step + 1 });
  });
}

/** The alert, if exactly this step of it is due. Acknowledged, over, quiet, reopened or past it: there is nothing to do. */
async function lockDue(tx: Db, { workspaceId, alertId, episode, step }: StepRef): Promise<Alert | null> {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, alertId)))
    .for("update");
  const due = alert?.state === "open" && alert.episode === episode && alert.escalationStep === step && alert.escalateAt;
  return alert && due ? alert : null;
}

async function escalate(tx: Db, ctx: Context, alert: Alert, policy: EscalationPolicy, number: number): Promise<void> {
  const { workspaceId, tenantId, id } = alert;
  const open = describeSpan((ctx.app.clock.now().getTime() - alert.openedAt.getTime()) / 1000);
  const message = alertMessage(alert);
  const telling = {
    workspaceId,
    tenantId,
    dedupeKey: `alert:${id}:${alert.episode}:step:${number}`,
    groupKey: alertGroupKey(alert),
    message: {
      ...message,
      title: `Not acknowledged for ${open}: ${alert.title}`,
      body: [...message.body, `Step ${number + 1} of “${policy.name}”.`],
    },
    subject: { type: "alert", id },
  };
  const told: string[] = [];
  const missed: string[] = [];
  for (const target of stepAt(policy, number)?.targets ?? []) {
    const answer = await tellTarget(tx, ctx, target, telling);
    if ("told" in answer) told.push(answer.told);
    else missed.push(answer.missed);
  }
  await recordEvent(tx, ctx, alertEscalated, {
    workspaceId,
    subjectId: id,
    tenantId,
    data: { ...alertData(alert), policy: policy.name, step: number + 1, told, missed },
  });
}
