import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { findProvider } from "./find-provider.ts";
import { proveCredentials } from "./prove-credentials.ts";
import type { TokenMethod } from "./provider/connect-method.ts";
import { readFields } from "./read-fields.ts";
import { replaceCredentials } from "./replace-credentials.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

export const reconnectIntegrationInput = z.object({
  integrationId: z.uuid(),
  /** What the connect method asks for, by name. */
  fields: z.array(z.object({ name: z.string().max(60), value: z.string().max(10_000) })).max(50),
});

export type ReconnectIntegrationInput = z.input<typeof reconnectIntegrationInput>;

/**
 * Puts a newly pasted token in place of the old one, after trying it. Signals, deliveries and choices stay.
 * @throws PreconditionError when it is connected in the browser instead, or the token is of another account
 * @throws ProviderError when the provider refuses the token
 */
export async function reconnectIntegration(ctx: Context, input: ReconnectIntegrationInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const { fields } = parseInput(reconnectIntegrationInput, input);
  requireConnected(integration);
  const provider = findProvider(integration.provider);
  const method = provider.connect.find((one): one is TokenMethod => one.kind === "token");
  if (integration.method !== "token" || !method) {
    throw new PreconditionError(
      `${integration.name} is not connected with a pasted token.`,
      "Connect it again in the browser.",
    );
  }
  const credentials = { ...readFields(method.fields, fields), method: "token" };
  const proof = await proveCredentials(ctx, provider, credentials);
  return await replaceCredentials(ctx, integration.id, credentials, proof);
}
