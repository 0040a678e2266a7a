import type { Db } from "@plumbline/db";
import { alerts } from "@plumbline/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Alert } from "./alert-ref.ts";
import type { AlertSpec } from "./alert-spec.ts";
import { announceAlert } from "./announce-alert.ts";
import { countAlert } from "./count-alert.ts";
import { keepSamples } from "./keep-samples.ts";

/**
 * Opens an alert, or counts for the one that is open, or reopens the one that was over only a moment ago. The caller holds the
 * evaluator's lock.
 */
export async function openAlert(tx: Db, ctx: Context, spec: AlertSpec): Promise<Alert> {
  const known = await newestOf(tx, spec.workspaceId, spec.fingerprint);
  if (known && known.state !== "resolved") return await countAlert(tx, ctx, known, spec);
  const flaps = known?.resolvedAt && spec.at.getTime() - known.resolvedAt.getTime() <= spec.flapSeconds * 1000;
  const alert = known && flaps ? await reopen(tx, ctx, known, spec) : await insert(tx, ctx, spec);
  await keepSamples(tx, alert, spec.samples);
  return await announceAlert(tx, ctx, alert);
}

/** The open alert of a fingerprint, else its last one, else null. */
export async function newestOf(tx: Db, workspaceId: string, fingerprint: string): Promise<Alert | null> {
  const [known] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.fingerprint, fingerprint)))
    .orderBy(sql`${alerts.state} = 'resolved'`, desc(alerts.resolvedAt))
    .limit(1)
    .for("update");
  return known ?? null;
}

async function insert(tx: Db, ctx: Context, spec: AlertSpec): Promise<Alert> {
  const now = ctx.app.clock.now();
  const { rule, at, firstAt, lastAt, samples: _samples, flapSeconds: _flap, ...said } = spec;
  const [alert] = await tx
    .insert(alerts)
    .values({
      ...said,
      ruleId: rule?.id ?? null,
      ruleVersion: rule?.version ?? null,
      openedAt: at,
      firstSeenAt: firstAt,
      lastSeenAt: lastAt,
      updateToldAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  return alert as Alert;
}

/** The same alert again: its count goes on, who had acknowledged it is asked anew. */
async function reopen(tx: Db, ctx: Context, known: Alert, spec: AlertSpec): Promise<Alert> {
  const now = ctx.app.clock.now();
  const [alert] = await tx
    .update(alerts)
    .set({
      state: "open",
      episode: known.episode + 1,
      count: known.count + spec.count,
      reason: spec.reason,
      severity: spec.severity,
      title: spec.title,
      ruleVersion: spec.rule?.version ?? null,
      openedAt: spec.at,
      lastSeenAt: spec.lastAt,
      acknowledgedAt: null,
      acknowledgedBy: null,
      acknowledgeComment: null,
      resolvedAt: null,
      resolvedBy: null,
      resolveCause: null,
      updateToldAt: now,
      updatedAt: now,
    })
    .where(and(eq(alerts.workspaceId, known.workspaceId), eq(alerts.id, known.id)))
    .returning();
  return alert as Alert;
}
