import { webhookEndpoints } from "@plumbline/db/schema";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { checkEndpointUrl } from "./check-endpoint-url.ts";
import { webhookEndpointCreated } from "./events.ts";
import { readEventTypes } from "./read-event-types.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { shownUrl } from "./shown-url.ts";
import { makeWebhookSecret, secretPlace } from "./webhook-secret.ts";

/** Each event costs a message for each endpoint, so their number is limited. */
const mostEndpoints = 50;

export const endpointFields = {
  url: z.url("must be an absolute address, https://….").max(2000),
  /** What it is for, for people. */
  description: z.string().trim().max(200),
  /** Event types that it receives; null for all. */
  eventTypes: z.array(z.string()).min(1, "must name at least one event, or be left out for all.").max(200).nullable(),
};

export const createWebhookEndpointInput = z.object({
  workspaceId: z.uuid(),
  url: endpointFields.url,
  description: endpointFields.description.nullish(),
  eventTypes: endpointFields.eventTypes.optional(),
});

export type CreateWebhookEndpointInput = z.input<typeof createWebhookEndpointInput>;

/** An endpoint with the secret that is shown this once. */
export interface EndpointWithSecret {
  webhookEndpoint: WebhookEndpoint;
  /** `whsec_…`, for the receiver's Standard Webhooks library. */
  secret: string;
}

/**
 * Adds an address to which the workspace's events are sent, signed.
 * @throws InvalidInputError for an address that is private, not https, or an event that does not exist
 * @throws PreconditionError beyond 50 endpoints
 */
export async function createWebhookEndpoint(
  ctx: Context,
  input: CreateWebhookEndpointInput,
): Promise<EndpointWithSecret> {
  await authorize(ctx, input.workspaceId, "webhooks:write");
  const wish = parseInput(createWebhookEndpointInput, input);
  const { workspaceId, url, description } = wish;
  const eventTypes = readEventTypes(ctx, wish.eventTypes ?? null);
  await checkEndpointUrl(ctx.app, url);
  return await transact(ctx, { workspaceId, verb: "createWebhookEndpoint", input: wish }, async (tx) => {
    const existing = and(eq(webhookEndpoints.workspaceId, workspaceId), isNull(webhookEndpoints.deletedAt));
    const [known] = await tx.select({ endpoints: count() }).from(webhookEndpoints).where(existing);
    if ((known?.endpoints ?? 0) >= mostEndpoints) {
      throw new PreconditionError(
        `A workspace has at most ${mostEndpoints} webhook endpoints.`,
        "Delete one that is not used any more.",
      );
    }
    const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
    const id = made?.id ?? "";
    const secret = makeWebhookSecret();
    const [webhookEndpoint] = await tx
      .insert(webhookEndpoints)
      .values({
        id,
        workspaceId,
        url,
        description: description ?? "",
        eventTypes,
        secret: ctx.app.vault.seal(secret, secretPlace({ id, workspaceId })),
      })
      .returning();
    await recordEvent(tx, ctx, webhookEndpointCreated, {
      workspaceId,
      subjectId: id,
      data: { url: shownUrl(url), description: description ?? "", eventTypes },
    });
    return { webhookEndpoint: webhookEndpoint as WebhookEndpoint, secret };
  });
}
