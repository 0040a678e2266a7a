import type { App } from "../../../app.ts";
import { appHookUrl } from "../door-urls.ts";
import type { SignedRequest } from "../provider/signature-scheme.ts";
import { verifySignature } from "../provider/verify-signature.ts";
import type { HandshakeAnswer } from "../provider/webhook-contract.ts";
import type { Provider } from "../provider.ts";
import { settingSecret } from "./find-doors.ts";
import { parsePayload } from "./parse-payload.ts";
import { verifyMeans } from "./verify-means.ts";

/**
 * Answers a provider that checks the app's one door before anybody is connected: Slack's challenge and Discord's ping name no
 * account. Only with the app's own signature; null for everything else.
 */
export async function answerHandshake(
  app: App,
  provider: Provider,
  request: SignedRequest,
): Promise<HandshakeAnswer | null> {
  const { webhook } = provider;
  if (!webhook?.handshake) return null;
  const means = verifyMeans(app, provider, appHookUrl(app, provider.slug));
  const secrets = settingSecret(app, provider);
  const refusal = await verifySignature(webhook.signature, request, secrets, app.clock.now(), means);
  if (refusal) return null;
  const parsed = parsePayload(request.body, request.headers["content-type"]);
  return "payload" in parsed ? webhook.handshake(parsed.payload) : null;
}
