import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { requireSetting } from "../access/require-setting.ts";
import { createIntegration } from "../create-integration.ts";
import { makeWebhookSecret } from "../make-webhook-secret.ts";
import { proveCredentials } from "../prove-credentials.ts";
import type { OAuthMethod } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import { registerOnConnect } from "../registration/register-on-connect.ts";
import { replaceCredentials } from "../replace-credentials.ts";
import type { ConnectAttempt } from "./connect-attempt.ts";
import { grantCredentials } from "./grant-credentials.ts";
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
  // TikTok calls it auth_code.
  const code = query.get("code") ?? query.get("auth_code");
  if (!method || !code) {
    throw new PreconditionError(`${provider.name} sent no code back.`, "Start connecting again.");
  }
  if (
    method.verifyCallback &&
    !method.verifyCallback(query, requireSetting(ctx.app, provider, method.clientSecretSetting))
  ) {
    throw new PreconditionError(
      `This way back does not carry ${provider.name}'s signature.`,
      "Start connecting again from Plumbline, and let the provider send the browser back itself.",
    );
  }
  const { fields, verifier = "" } = plan;
  const grant = await redeemCode(ctx.app, provider, method, { code, state, verifier, fields });
  const credentials = { ...grantCredentials(grant, fields), method: "oauth2" };
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
  await registerOnConnect(ctx, made);
  return { integrationId: made.id, workspaceId, next: null };
}
