import type { integrations } from "@plumbline/db/schema";
import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { requireFeature } from "../../service/require-feature.ts";
import { chooseMode } from "./choose-mode.ts";
import { createIntegration } from "./create-integration.ts";
import { curlLine } from "./curl-line.ts";
import { hookUrl } from "./door-urls.ts";
import { findProvider } from "./find-provider.ts";
import { makeWebhookSecret } from "./make-webhook-secret.ts";
import { proveCredentials } from "./prove-credentials.ts";
import { readFields } from "./read-fields.ts";
import { registerOnConnect } from "./registration/register-on-connect.ts";
import { tenantFor } from "./tenant-for.ts";

type Integration = typeof integrations.$inferSelect;

export const connectIntegrationInput = z.object({
  workspaceId: z.uuid(),
  /** Slug of the catalogue. */
  provider: z.string(),
  /** Default the provider's name. */
  name: z.string().trim().min(1).max(80).nullish(),
  tenantId: z.uuid().nullish(),
  /** What the connect method asks for, by name. */
  fields: z
    .array(z.object({ name: z.string().max(60), value: z.string().max(10_000) }))
    .max(50)
    .nullish(),
  /** Default by whether `PUBLIC_URL` can be reached from outside. */
  mode: z.enum(["webhook", "polling"]).nullish(),
});

export type ConnectIntegrationInput = z.input<typeof connectIntegrationInput>;

/** What connecting gives back. The secret is shown this once. */
export interface ConnectedIntegration {
  integration: Integration;
  /** Where deliveries go; null when it polls. */
  hookUrl: string | null;
  /** Shown once; null where the provider is told by us. */
  secret: string | null;
  /** A signed first delivery to paste into a terminal; null where we make no secret to show. */
  curl: string | null;
}

/**
 * Connects a provider by a pasted token, or opens a door for signed webhooks. A token is tried before it is stored.
 * @throws PreconditionError when the provider is connected in the browser (OAuth, app), or cannot work in this mode
 * @throws ProviderError when the provider refuses the token or does not answer
 */
export async function connectIntegration(ctx: Context, input: ConnectIntegrationInput): Promise<ConnectedIntegration> {
  const access = await authorize(ctx, input.workspaceId, "integrations:write");
  const wish = parseInput(connectIntegrationInput, input);
  if (ctx.actor.type === "embed")
    await requireFeature(ctx, wish.workspaceId, "plumbline.embed-connect", ctx.actor.tenantId);
  const provider = findProvider(wish.provider);
  const method = provider.connect.find((one) => one.kind === "token" || one.kind === "secret");
  if (!method) {
    throw new PreconditionError(
      `${provider.name} is connected in the browser.`,
      "Start from the integrations page of the console.",
    );
  }
  const mode = chooseMode(ctx, provider, wish.mode ?? null, method);
  const fields = readFields(method.kind === "token" ? method.fields : [], wish.fields ?? []);
  const credentials: Record<string, string> = { ...fields, method: method.kind };
  const proof = method.kind === "token" ? await proveCredentials(ctx, provider, credentials) : null;
  const secret = makeWebhookSecret();
  const made = await createIntegration(ctx, {
    verb: "connectIntegration",
    input: wish,
    workspaceId: wish.workspaceId,
    tenantId: tenantFor(access, wish.tenantId),
    provider,
    name: wish.name ?? null,
    method: method.kind,
    mode,
    credentials,
    secret,
    proof,
  });
  const integration = await registerOnConnect(ctx, made);
  const url = mode === "webhook" ? hookUrl(ctx.app, integration) : null;
  const shown =
    method.kind === "secret" && url ? { secret, curl: curlLine(url, secret) } : { secret: null, curl: null };
  return { integration, hookUrl: url, ...shown };
}
