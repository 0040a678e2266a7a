import { findProvider } from "../find-provider.ts";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { SignatureScheme } from "../provider/signature-scheme.ts";

/** Sends what a provider would send to a door, signed as it signs. */
export async function signAs(
  slug: string,
  { url, secret, payload }: { url: string; secret: string; payload: unknown },
): Promise<Response> {
  const body = Buffer.from(JSON.stringify(payload));
  const scheme = findProvider(slug).webhook?.signature as SignatureScheme;
  const headers = signDelivery(scheme, secret, body, new Date()) ?? {};
  return await fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}
