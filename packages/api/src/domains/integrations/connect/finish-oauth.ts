import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { createIntegration } from "../create-integration.ts";
import { makeWebhookSecret } from "../make-webhook-secret.ts";
import { proveCredentials } from "../prove-credentials.ts";
import type { OAuthMethod } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import { replaceCredentials } from "../replace-credentials.ts";
import type { ConnectAttempt } from "./connect-attempt.ts";
import { redeemCode } from "./oauth-client.ts";

/** Trades the code for tokens, proves them with a call, and only then stores the integration. */
export async function finishOAuth(
  ctx: Context,
  provider: Provider,
  { workspaceId, plan }: ConnectAttempt,
  query: URLSearchParams,
  state: string,
) {
  const method = provider.connect.find((one): one is OAuthMethod => one.kind === "oauth2");
  if (!method || !query.get("code")) {
    throw new PreconditionError(`${provider.name} sent no code back.`, "Start connecting again.");
  }
  const { fields, verifier = "" } = plan;
  const tokens = await redeemCode(ctx.app, provider, method, { query, state, verifier, fields });
  const credentials = { ...fields, ...tokens, method: "oauth2" };
  const proof = await proveCredentials(ctx, provider, credentials);
  if (plan.integrationId) {
    const again = await replaceCredentials(ctx, plan.integrationId, credentials, proof);
    return { integrationId: again.id, workspaceId, next: null };
  }
  const made = await createIntegration(ctx, {
    verb: "finishConnect",
    input: { state },
    workspaceId,
    tenantId: plan.tenantId,
    provider,
    name: plan.name,
    method: "oauth2",
    mode: plan.mode,
    credentials,
    secret: makeWebhookSecret(),
    proof,
  });
  return { integrationId: made.id, workspaceId, next: null };
}
