import { webhookEndpoints } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import type { EndpointWithSecret } from "./create-webhook-endpoint.ts";
import { webhookEndpointSecretRotated } from "./events.ts";
import { authorizeEndpoint, lockEndpoint, ownEndpoint, type WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";
import { makeWebhookSecret, secretPlace } from "./webhook-secret.ts";

export const rotateWebhookEndpointSecretInput = z.object({
  id: z.uuid(),
  /** Hours for which deliveries carry signatures of both secrets. 0 ends the old one at once. Default 24. */
  overlapHours: z.int().min(0).max(168).nullish(),
});

export type RotateWebhookEndpointSecretInput = z.input<typeof rotateWebhookEndpointSecretInput>;

/** Makes a new secret, shown this once. Until the overlap ends each delivery is signed with both, so no receiver has to hurry. */
export async function rotateWebhookEndpointSecret(
  ctx: Context,
  input: RotateWebhookEndpointSecretInput,
): Promise<EndpointWithSecret> {
  const wish = parseInput(rotateWebhookEndpointSecretInput, input);
  const workspaceId = await authorizeEndpoint(ctx, wish.id);
  return await transact(ctx, { workspaceId, verb: "rotateWebhookEndpointSecret", input: wish }, async (tx) => {
    const before = await lockEndpoint(tx, workspaceId, wish.id);
    const now = ctx.app.clock.now();
    const overlapHours = wish.overlapHours ?? 24;
    const until = new Date(now.getTime() + overlapHours * 3_600_000);
    const secret = makeWebhookSecret();
    const [after] = await tx
      .update(webhookEndpoints)
      .set({
        secret: ctx.app.vault.seal(secret, secretPlace(before)),
        previousSecret: overlapHours > 0 ? before.secret : null,
        previousSecretUntil: overlapHours > 0 ? until : null,
        secretRotatedAt: now,
        updatedAt: now,
      })
      .where(ownEndpoint(workspaceId, wish.id))
      .returning();
    await recordEvent(tx, ctx, webhookEndpointSecretRotated, {
      workspaceId,
      subjectId: before.id,
      data: { url: shownUrl(before.url), description: before.description, previousGoodUntil: until.toISOString() },
    });
    return { webhookEndpoint: after as WebhookEndpoint, secret };
  });
}
