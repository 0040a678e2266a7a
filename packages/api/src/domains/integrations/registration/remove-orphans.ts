import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { findProvider } from "../find-provider.ts";
import { innerContext } from "../inner-context.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { recordEvidence } from "../record-evidence.ts";
import type { RegistrationReport } from "./bring-in-order.ts";
import { leftoverWords, removeWebhooks, type WebhookAtProvider } from "./remove-webhooks.ts";

type Integration = typeof integrations.$inferSelect;

/** The webhooks that stand at the provider after it was brought into order. */
export function standingWebhooks(reports: readonly RegistrationReport[]): WebhookAtProvider[] {
  return reports.flatMap(({ target, remote }) => (remote ? [{ target, remoteId: remote.remoteId }] : []));
}

/**
 * Removes webhooks that were made while somebody disconnected: nothing here remembers them. What the provider refuses to remove is
 * added to what the disconnection says is left.
 */
export async function removeOrphans(
  ctx: Context,
  integration: Integration,
  access: ProviderAccess,
  orphans: readonly WebhookAtProvider[],
): Promise<void> {
  const { registration } = findProvider(integration.provider);
  const { leftovers } = await removeWebhooks(access, registration, orphans);
  if (leftovers.length === 0) return;
  const { workspaceId, id } = integration;
  await transact(innerContext(ctx), { workspaceId, verb: "removeOrphans", input: null }, async (tx) => {
    const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));
    const [row] = await tx.select().from(integrations).where(own).for("no key update");
    const said = row?.evidence.disconnected;
    if (!said) return;
    const text = [said.text, ...leftoverWords(leftovers)].join(". ");
    await recordEvidence(tx, ctx, integration, { disconnected: { ...said, text } });
  });
}
