import type { Db } from "@plumbline/db";
import { alertSilences, alerts } from "@plumbline/db/schema";
import { and, eq, gt, lte, ne } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertData } from "../alert/alert-data.ts";
import type { Alert } from "../alert/alert-ref.ts";
import { alertSilenced } from "../events.ts";
import { type AlertSilence, noteSilenced } from "./find-silence.ts";
import { matchesAlert } from "./matches.ts";

/** What is open already is quiet from now on: its escalation waits too. */
export async function silenceOpen(tx: Db, ctx: Context, silence: AlertSilence): Promise<void> {
  const { workspaceId, id: silenceId, endsAt, matchers, comment } = silence;
  const open = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), ne(alerts.state, "resolved")))
    .orderBy(alerts.id);
  for (const alert of open) {
    if (!matchesAlert(matchers, alert) || (alert.silencedUntil ?? 0) >= endsAt) continue;
    const [quiet] = await tx
      .update(alerts)
      .set({ silenceId, silencedUntil: endsAt, escalateAt: null })
      .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, alert.id)))
      .returning();
    const after = quiet as Alert;
    await noteSilenced(tx, workspaceId, silenceId);
    await recordEvent(tx, ctx, alertSilenced, {
      workspaceId,
      subjectId: alert.id,
      tenantId: alert.tenantId,
      data: { ...alertData(after), because: comment, until: endsAt.toISOString(), silenceId },
    });
  }
}

/** Silences that were planned ahead and have begun by now. The caller holds the evaluator's lock. */
export async function beginDueSilences(tx: Db, ctx: Context, workspaceId: string, now: Date): Promise<void> {
  const own = eq(alertSilences.workspaceId, workspaceId);
  const active = await tx
    .select()
    .from(alertSilences)
    .where(and(own, lte(alertSilences.startsAt, now), gt(alertSilences.endsAt, now)))
    .orderBy(alertSilences.id);
  for (const silence of active) await silenceOpen(tx, ctx, silence);
}
