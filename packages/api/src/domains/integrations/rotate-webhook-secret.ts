import { integrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { sealedPlace } from "./access/integration-secrets.ts";
import { curlLine } from "./curl-line.ts";
import { hookUrl } from "./door-urls.ts";
import { integrationSecretRotated } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { makeWebhookSecret } from "./make-webhook-secret.ts";
import { tellWebhookSecret } from "./registration/tell-webhook-secret.ts";
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
  const { secretField } = findProvider(integration.provider).webhook ?? {};
  if (secretField) {
    throw new PreconditionError(
      `${integration.name} is signed with the secret that was pasted when it was connected.`,
      "Make a new one at the provider, then connect again with it.",
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
  const registered = await tellWebhookSecret(ctx, rotated.integration);
  const url = hookUrl(app, integration);
  const shown = registered
    ? { secret: null, curl: null }
    : { secret: rotated.secret, curl: curlLine(url, rotated.secret) };
  return { integration: rotated.integration, hookUrl: url, ...shown };
}
