import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { alertOpened } from "../events.ts";
import { resumeEscalation, startEscalation } from "../policies/start-escalation.ts";
import { sendOpened } from "../routes/send-opened.ts";
import { findSilence, noteSilenced } from "../silences/find-silence.ts";
import { alertData } from "./alert-data.ts";
import type { Alert } from "./alert-ref.ts";
import { findInhibitor, inhibitOthers } from "./inhibit.ts";

/** Tells history that an alert opened, and its routes unless something keeps it quiet. */
export async function announceAlert(tx: Db, ctx: Context, alert: Alert): Promise<Alert> {
  const quiet = await findQuiet(tx, ctx, alert);
  const [settled] = await tx
    .update(alerts)
    .set(quiet.fields)
    .where(and(eq(alerts.workspaceId, alert.workspaceId), eq(alerts.id, alert.id)))
    .returning();
  let after = settled as Alert;
  await recordEvent(tx, ctx, alertOpened, {
    workspaceId: after.workspaceId,
    subjectId: after.id,
    tenantId: after.tenantId,
    data: {
      ...alertData(after),
      reopened: after.episode > 1,
      silenced: after.silenceId !== null,
      inhibited: after.inhibitedBy !== null,
    },
  });
  if (after.silenceId) await noteSilenced(tx, after.workspaceId, after.silenceId);
  await inhibitOthers(tx, ctx, after);
  if (!isQuiet(after)) after = await makeHeard(tx, ctx, after);
  return after;
}

/** Whether nothing may be sent of the alert now. */
export function isQuiet({ silenceId, inhibitedBy }: Pick<Alert, "silenceId" | "inhibitedBy">): boolean {
  return silenceId !== null || inhibitedBy !== null;
}

/** What keeps an alert quiet at this moment, as its row says it. */
export async function findQuiet(tx: Db, ctx: Context, alert: Alert) {
  const silence = await findSilence(tx, alert, ctx.app.clock.now());
  const inhibitor = await findInhibitor(tx, alert);
  return {
    fields: {
      silenceId: silence?.id ?? null,
      silencedUntil: silence?.endsAt ?? null,
      inhibitedBy: inhibitor?.id ?? null,
      inhibitReason: inhibitor?.reason ?? null,
    },
    silence,
    inhibitor,
  };
}

/** Hands an open alert to its routes, once an episode, and starts its escalation; heard before, that goes on where it stopped. */
export async function makeHeard(tx: Db, ctx: Context, alert: Alert): Promise<Alert> {
  if (alert.routedEpisode >= alert.episode) return await resumeEscalation(tx, ctx, alert);
  const routes = await sendOpened(tx, ctx, alert);
  return await startEscalation(tx, ctx, alert, routes);
}
