import { webhookRegistrations } from "@plumbline/db/schema";
import { and, asc, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { ProviderError } from "./access/provider-error.ts";
import { redeliveryAsked } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import type { DeliveryRow } from "./list-deliveries.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import { requireDelivery } from "./require-delivery.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

export const redeliverDeliveryInput = z.object({ deliveryId: z.uuid() });

export type RedeliverDeliveryInput = z.input<typeof redeliverDeliveryInput>;

/**
 * Asks the provider to send a delivery again, by the id that it gave it: for one that was refused here, or whose body is gone. It
 * comes through the door like any other.
 * @throws PreconditionError when the provider cannot be asked, or the delivery carries no id of its own
 * @throws ProviderError when it does not know the delivery any more
 */
export async function redeliverDelivery(ctx: Context, input: RedeliverDeliveryInput): Promise<DeliveryRow> {
  const delivery = await requireDelivery(ctx, input.deliveryId, "deliveries:write");
  parseInput(redeliverDeliveryInput, input);
  const integration = await requireIntegration(ctx, delivery.integrationId, "deliveries:write");
  requireConnected(integration);
  const provider = findProvider(integration.provider);
  const { workspaceId, id: integrationId } = integration;
  const externalId = delivery.externalId ?? "";
  if (!provider.registration?.redeliver) {
    throw new PreconditionError(
      `${provider.name} cannot be asked to send again.`,
      "Replay the stored delivery instead.",
    );
  }
  if (!externalId || externalId.startsWith("sha256:")) {
    throw new PreconditionError("This delivery carries no id that the provider knows.", "Replay it instead.");
  }
  const hooks = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ target: webhookRegistrations.target, remoteId: webhookRegistrations.remoteId })
      .from(webhookRegistrations)
      .where(
        and(
          eq(webhookRegistrations.workspaceId, workspaceId),
          eq(webhookRegistrations.integrationId, integrationId),
          ne(webhookRegistrations.remoteId, ""),
        ),
      )
      .orderBy(asc(webhookRegistrations.target)),
  );
  // An app's one door has no webhook of its own to name.
  const refs = integration.appId ? [{ target: "", remoteId: "" }] : hooks;
  const access = await accessOf(ctx, integration);
  await askEach(access, provider.registration.redeliver, refs, externalId, provider.name);
  return await transact(ctx, { workspaceId, verb: "redeliverDelivery", input }, async (tx) => {
    await recordEvent(tx, ctx, redeliveryAsked, {
      workspaceId,
      subjectId: delivery.id,
      tenantId: integration.tenantId,
      data: { integrationId, provider: provider.slug, externalId },
    });
    const { body: _body, ...row } = delivery;
    return row;
  });
}

/** A delivery does not say which webhook sent it, so they are asked in turn until one knows it. */
async function askEach(
  access: ProviderAccess,
  redeliver: (access: ProviderAccess, ref: { target: string; remoteId: string }, deliveryId: string) => Promise<void>,
  refs: readonly { target: string; remoteId: string }[],
  externalId: string,
  name: string,
): Promise<void> {
  for (const ref of refs) {
    try {
      return await redeliver(access, ref, externalId);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.failure !== "not_found") throw error;
    }
  }
  throw new PreconditionError(
    `${name} does not know this delivery any more.`,
    "Providers keep deliveries for a few days. Replay the stored one instead.",
  );
}
