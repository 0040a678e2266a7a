import { type IntegrationTarget, type integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { sealedPlace } from "./access/integration-secrets.ts";
import { ProviderError } from "./access/provider-error.ts";
import { hookUrl } from "./door-urls.ts";
import { findProvider } from "./find-provider.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { RegistrationContract, RemoteWebhook } from "./provider.ts";

type Integration = typeof integrations.$inferSelect;

/** What came of one target's webhook. */
export interface RegistrationReport {
  target: string;
  /** As the provider read it back; null when it is not there. */
  remote: RemoteWebhook | null;
  state: "registered" | "drifted" | "missing";
  evidence: string;
}

/**
 * Makes the webhooks of all targets and reads each back; removes those of targets that are no longer watched.
 * @throws ProviderError when not a single one could be made
 */
export async function registerTargets(
  ctx: Context,
  integration: Integration,
  access: ProviderAccess,
  targets: readonly IntegrationTarget[],
): Promise<RegistrationReport[]> {
  const provider = findProvider(integration.provider);
  const registration = provider.registration as RegistrationContract;
  const { workspaceId, id } = integration;
  const url = hookUrl(ctx.app, integration);
  const secret = ctx.app.vault.open(
    integration.webhookSecret ?? "",
    sealedPlace(integration, "integrations.webhook_secret"),
  );
  const known = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id))),
  );
  for (const { target, remoteId } of known) {
    if (!remoteId || targets.some((wanted) => wanted.id === target)) continue;
    await registration.remove(access, { target, remoteId });
  }
  const reports: RegistrationReport[] = [];
  let failure: ProviderError | null = null;
  for (const { id: target } of targets) {
    try {
      const made = await registration.create(access, { target, url, secret });
      const remote = await registration.read(access, { target, remoteId: made.remoteId });
      reports.push({ target, remote, ...judge(remote, url, registration) });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      failure = error;
      reports.push({ target, remote: null, state: "missing", evidence: error.message });
    }
  }
  if (failure && reports.every((report) => report.remote === null)) throw failure;
  return reports;
}

/** Compares what the provider has with what was asked for. */
export function judge(
  remote: RemoteWebhook | null,
  url: string,
  registration: RegistrationContract,
): Pick<RegistrationReport, "state" | "evidence"> {
  if (!remote) return { state: "missing", evidence: "The provider no longer has this webhook." };
  if (remote.url !== url) return { state: "drifted", evidence: `The webhook points to ${remote.url}.` };
  if (!remote.active) return { state: "drifted", evidence: "The webhook is switched off at the provider." };
  const absent = registration.events.filter((event) => !remote.events.includes(event) && !remote.events.includes("*"));
  if (absent.length > 0) return { state: "drifted", evidence: `The webhook does not tell of ${absent.join(", ")}.` };
  return { state: "registered", evidence: `Read back: points here, tells of ${remote.events.length} events.` };
}
