import type { Db } from "@plumbline/db";
import { integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq, notInArray, sql } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { sealedPlace } from "../access/integration-secrets.ts";
import type { RegistrationReport } from "./bring-in-order.ts";

type Owner = { id: string; workspaceId: string };

/** Writes what the provider read back, and forgets the webhooks of targets that are not among the reports. */
export async function storeRegistrations(
  tx: Db,
  app: App,
  integration: Owner,
  reports: readonly RegistrationReport[],
): Promise<void> {
  const { workspaceId, id: integrationId } = integration;
  const own = and(
    eq(webhookRegistrations.workspaceId, workspaceId),
    eq(webhookRegistrations.integrationId, integrationId),
  );
  const kept = reports.map(({ target }) => target);
  await tx
    .delete(webhookRegistrations)
    .where(kept.length > 0 ? and(own, notInArray(webhookRegistrations.target, kept)) : own);
  for (const report of reports) await storeOne(tx, app, integration, report);
  if (!reports.some(({ remote }) => remote?.secret)) return;
  await tx
    .update(integrations)
    .set({ doorVersion: sql`${integrations.doorVersion} + 1` })
    .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId)));
}

async function storeOne(tx: Db, app: App, { id: integrationId, workspaceId }: Owner, report: RegistrationReport) {
  const { target, remote, action, state, evidence } = report;
  const readAt = app.clock.now();
  // What is remembered of a webhook outlives a refusal: it may still be there.
  const seen = remote ? { remoteId: remote.remoteId, url: remote.url, events: [...remote.events] } : {};
  const isNew = action !== "kept" && action !== "failed";
  const life = {
    ...(remote?.expiresAt ? { expiresAt: remote.expiresAt } : {}),
    ...(isNew ? { renewedAt: readAt } : {}),
  };
  const [row] = await tx
    .insert(webhookRegistrations)
    .values({
      ...{ workspaceId, integrationId, target, remoteId: "", url: "", events: [], state, evidence, readAt },
      ...seen,
      ...life,
    })
    .onConflictDoUpdate({
      target: [webhookRegistrations.workspaceId, webhookRegistrations.integrationId, webhookRegistrations.target],
      set: { state, evidence, readAt, ...seen, ...life },
    })
    .returning({ id: webhookRegistrations.id });
  if (!row || !remote?.secret) return;
  await tx
    .update(webhookRegistrations)
    .set({
      secret: app.vault.seal(remote.secret, sealedPlace({ id: row.id, workspaceId }, "webhook_registrations.secret")),
    })
    .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.id, row.id)));
}
