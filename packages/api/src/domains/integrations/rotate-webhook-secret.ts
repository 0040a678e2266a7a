import { integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { sealedPlace } from "./access/integration-secrets.ts";
import { curlLine } from "./curl-line.ts";
import { hookUrl } from "./door-urls.ts";
import { integrationSecretRotated } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { makeWebhookSecret } from "./make-webhook-secret.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

export const rotateWebhookSecretInput = z.object({
  integrationId: z.uuid(),
  /** Minutes that the old secret stays good. Default a day; 0 ends it at once. */
  overlapMinutes: z.int().min(0).max(10_080).nullish(),
});

export type RotateWebhookSecretInput = z.input<typeof rotateWebhookSecretInput>;

/**
 * Replaces the webhook secret. Deliveries signed with the old one are taken until the overlap ends. Webhooks that we registered
 * get the new one from us; else it is shown this once.
 */
export async function rotateWebhookSecret(ctx: Context, input: RotateWebhookSecretInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const { overlapMinutes } = parseInput(rotateWebhookSecretInput, input);
  requireConnected(integration);
  if (!integration.webhookSecret || integration.appId) {
    throw new PreconditionError(
      `${integration.name} has no secret of its own to rotate.`,
      "Rotate the app's secret at the provider.",
    );
  }
  const { app } = ctx;
  const { workspaceId, id, tenantId, provider, name } = integration;
  const secret = makeWebhookSecret();
  const until = new Date(app.clock.now().getTime() + (overlapMinutes ?? 1440) * 60_000);
  const current = sealedPlace(integration, "integrations.webhook_secret");
  const rotated = await transact(ctx, { workspaceId, verb: "rotateWebhookSecret", input }, async (tx) => {
    const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));
    const [before] = await tx.select().from(integrations).where(own).for("no key update");
    const old = app.vault.open(before?.webhookSecret ?? "", current);
    const [after] = await tx
      .update(integrations)
      .set({
        webhookSecret: app.vault.seal(secret, current),
        previousWebhookSecret: app.vault.seal(old, sealedPlace(integration, "integrations.previous_webhook_secret")),
        previousWebhookSecretUntil: until,
        doorVersion: sql`${integrations.doorVersion} + 1`,
      })
      .where(own)
      .returning();
    await recordEvent(tx, ctx, integrationSecretRotated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, previousGoodUntil: until.toISOString() },
    });
    return { integration: after ?? integration, secret };
  });
  const registered = await tellProvider(ctx, rotated.integration, rotated.secret);
  const url = hookUrl(app, integration);
  const shown = registered
    ? { secret: null, curl: null }
    : { secret: rotated.secret, curl: curlLine(url, rotated.secret) };
  return { integration: rotated.integration, hookUrl: url, ...shown };
}

/** Both secrets are good by now, so the provider may be told at leisure, one webhook after the other. */
async function tellProvider(
  ctx: Context,
  integration: typeof integrations.$inferSelect,
  secret: string,
): Promise<boolean> {
  const { registration } = findProvider(integration.provider);
  const { workspaceId, id } = integration;
  const known = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id))),
  );
  const hooks = known.filter(({ remoteId }) => remoteId !== "");
  if (!registration || hooks.length === 0) return false;
  const access = await accessOf(ctx, integration);
  for (const { target, remoteId } of hooks) {
    await registration.update(access, { target, remoteId, url: hookUrl(ctx.app, integration), secret });
  }
  return true;
}
