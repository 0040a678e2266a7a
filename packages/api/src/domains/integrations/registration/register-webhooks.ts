import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { sealedPlace } from "../access/integration-secrets.ts";
import { ProviderError } from "../access/provider-error.ts";
import { hookUrl } from "../door-urls.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { bringInOrder, type RegistrationReport } from "./bring-in-order.ts";
import { loadRegistrations } from "./load-registrations.ts";
import type { WantedWebhooks } from "./wanted-webhooks.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * Makes the webhooks of all wanted targets and reads each back; removes those of targets that are no longer wanted. Stores
 * nothing: see `storeRegistrations`.
 * @throws ProviderError when not a single one could be made
 */
export async function registerWebhooks(
  ctx: Context,
  integration: Integration,
  access: ProviderAccess,
  { registration, targets }: WantedWebhooks,
): Promise<RegistrationReport[]> {
  const known = await loadRegistrations(ctx, integration);
  for (const { target, remoteId } of known) {
    if (remoteId && !targets.includes(target)) await registration.remove(access, { target, remoteId });
  }
  const wish = webhookWish(ctx, integration);
  const reports: RegistrationReport[] = [];
  for (const target of targets) {
    const before = known.find((row) => row.target === target) ?? null;
    reports.push(await bringInOrder(registration, access, { ...wish, target, known: before }));
  }
  const failure = reports.find(({ error }) => error instanceof ProviderError)?.error;
  if (failure && reports.every(({ remote }) => remote === null)) throw failure;
  return reports;
}

/** What every webhook of the integration is told: our door, and the secret to sign with. */
export function webhookWish({ app }: Context, integration: Integration): { url: string; secret: string; now: Date } {
  return {
    url: hookUrl(app, integration),
    secret: integration.webhookSecret
      ? app.vault.open(integration.webhookSecret, sealedPlace(integration, "integrations.webhook_secret"))
      : "",
    now: app.clock.now(),
  };
}
