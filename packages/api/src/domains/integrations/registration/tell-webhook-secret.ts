import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { accessOf } from "../access/access-of.ts";
import { findProvider } from "../find-provider.ts";
import { bringInOrder, type RegistrationReport } from "./bring-in-order.ts";
import { loadRegistrations } from "./load-registrations.ts";
import { lockConnected } from "./lock-connected.ts";
import { webhookWish } from "./register-webhooks.ts";
import { removeOrphans, standingWebhooks } from "./remove-orphans.ts";
import { storeRegistrations } from "./store-registrations.ts";

/**
 * Tells the provider the integration's new secret, one webhook after the other; where the provider makes the secrets, each webhook
 * is made anew and brings its own. Both secrets are good by now, so it may be done at leisure.
 * @returns false when the provider has no webhook of ours to tell
 * @throws ProviderError when it refuses
 */
export async function tellWebhookSecret(ctx: Context, integration: typeof integrations.$inferSelect): Promise<boolean> {
  const { registration } = findProvider(integration.provider);
  const hooks = (await loadRegistrations(ctx, integration)).filter(({ remoteId }) => remoteId !== "");
  if (!registration || hooks.length === 0) return false;
  const access = await accessOf(ctx, integration);
  const wish = webhookWish(ctx, integration);
  if (!registration.makesSecret) {
    const { url, secret } = wish;
    for (const { target, remoteId } of hooks) await registration.update(access, { target, remoteId, url, secret });
    return true;
  }
  const reports: RegistrationReport[] = [];
  for (const row of hooks) {
    const report = await bringInOrder(registration, access, {
      ...wish,
      target: row.target,
      known: { ...row, secret: null },
    });
    if (report.error) throw report.error;
    reports.push(report);
  }
  const { workspaceId } = integration;
  const stored = await transact(ctx, { workspaceId, verb: "tellWebhookSecret", input: null }, async (tx) => {
    if (!(await lockConnected(tx, integration))) return false;
    await storeRegistrations(tx, ctx.app, integration, reports);
    return true;
  });
  if (!stored) await removeOrphans(ctx, integration, access, standingWebhooks(reports));
  return true;
}
