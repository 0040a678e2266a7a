import type { Db } from "@plumbline/db";
import { alertSilences } from "@plumbline/db/schema";
import { and, desc, eq, gt, lte, sql } from "drizzle-orm";
import type { Alert } from "../alert/alert-ref.ts";
import { matchesAlert } from "./matches.ts";

/** One row of `alert_silences`. */
export type AlertSilence = typeof alertSilences.$inferSelect;

/** The silence that keeps an alert quiet at a moment, the one that lasts longest; null without any. */
export async function findSilence(tx: Db, alert: Alert, now: Date): Promise<AlertSilence | null> {
  const own = eq(alertSilences.workspaceId, alert.workspaceId);
  const silences = await tx
    .select()
    .from(alertSilences)
    .where(and(own, lte(alertSilences.startsAt, now), gt(alertSilences.endsAt, now)))
    .orderBy(desc(alertSilences.endsAt));
  return silences.find(({ matchers }) => matchesAlert(matchers, alert)) ?? null;
}

/** Counts an alert that a silence kept quiet. */
export async function noteSilenced(tx: Db, workspaceId: string, silenceId: string): Promise<void> {
  await tx
    .update(alertSilences)
    .set({ silenced: sql`${alertSilences.silenced} + 1` })
    .where(and(eq(alertSilences.workspaceId, workspaceId), eq(alertSilences.id, silenceId)));
}
