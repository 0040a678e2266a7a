import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import type { RemoteWebhook } from "../provider.ts";
import { bringInOrder, type RegistrationReport } from "../registration/bring-in-order.ts";
import { loadRegistrations } from "../registration/load-registrations.ts";
import { webhookWish } from "../registration/register-webhooks.ts";
import type { WantedWebhooks } from "../registration/wanted-webhooks.ts";

type Integration = typeof integrations.$inferSelect;
type Listed = RemoteWebhook & { target: string };

/** What the comparison of our webhooks with the provider's gave. */
export interface WebhookComparison {
  reports: RegistrationReport[];
  /** Webhooks that were there and not remembered here. */
  adopted: number;
  /** Webhooks to our door that nobody wanted, removed. */
  removed: number;
}

/**
 * Lists what the provider has for our door where it can be listed, brings every wanted webhook into order, and removes what is
 * surplus: a second one of the same target would tell everything twice.
 */
export async function compareWebhooks(
  ctx: Context,
  integration: Integration,
  access: ProviderAccess,
  { registration, targets }: WantedWebhooks,
): Promise<WebhookComparison> {
  const wish = webhookWish(ctx, integration);
  const known = await loadRegistrations(ctx, integration);
  const listed = (await registration.list?.(access, wish.url)) ?? null;
  const isKnown = (hook: Listed) => known.some((row) => row.remoteId === hook.remoteId);
  const forgotten = listed?.filter((hook) => !isKnown(hook) && targets.includes(hook.target)) ?? [];
  const reports: RegistrationReport[] = [];
  for (const target of targets) {
    const before = known.find((row) => row.target === target) ?? null;
    reports.push(
      await bringInOrder(registration, access, {
        ...wish,
        target,
        known: before,
        listed: listed?.find((hook) => hook.remoteId === before?.remoteId),
      }),
    );
  }
  const kept = new Set(reports.map(({ remote }) => remote?.remoteId));
  const isAdopted = (hook: Listed) => kept.has(hook.remoteId);
  let removed = 0;
  for (const hook of listed ?? []) {
    // What is kept is ours; what failed is left alone, for it may be the one that works.
    const failed = reports.some((report) => report.target === hook.target && report.action === "failed");
    if (isAdopted(hook) || failed) continue;
    await registration.remove(access, { target: hook.target, remoteId: hook.remoteId });
    if (!reports.some((report) => report.target === hook.target && report.action === "recreated")) removed += 1;
  }
  return { reports, adopted: forgotten.filter(isAdopted).length, removed };
}
