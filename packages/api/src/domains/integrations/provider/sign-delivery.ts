import { randomUUID } from "node:crypto";
import type { HmacScheme, SignatureScheme } from "./signature-scheme.ts";
import { hmacOf, signedBytes } from "./verify-signature.ts";

/**
 * The headers with which the provider itself would send this body: for "send a test delivery", demo traffic, and the contract
 * suite's genuine samples. Null where only the provider can sign (Ed25519, custom).
 * @param headers headers that are part of what is signed
 */
export function signDelivery(
  scheme: SignatureScheme,
  secret: string,
  body: Buffer,
  at: Date,
  headers: Readonly<Record<string, string>> = {},
): Record<string, string> | null {
  switch (scheme.kind) {
    case "any":
      return scheme.of[0] ? signDelivery(scheme.of[0], secret, body, at, headers) : null;
    case "bearer":
      return { ...headers, [scheme.header ?? "authorization"]: `${scheme.header ? "" : "Bearer "}${secret}` };
    case "hmac":
      return signHmac(scheme, secret, body, at, headers);
    default:
      return null;
  }
}

function signHmac(
  scheme: HmacScheme,
  secret: string,
  body: Buffer,
  at: Date,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const headers: Record<string, string> = { ...given };
  const timestamp = momentText(scheme, at);
  if (scheme.timestamp?.header) headers[scheme.timestamp.header] = timestamp;
  for (const [, name] of (scheme.signed ?? "").matchAll(/\{([a-z-]+)\}/g)) {
    if (name && name !== "body" && name !== "timestamp" && !headers[name]) headers[name] = `msg_${randomUUID()}`;
  }
  const signed = signedBytes(scheme.signed ?? "{body}", { body, headers }, timestamp);
  const signature = `${scheme.prefix ?? ""}${hmacOf(scheme, secret, signed)}`;
  const { fields } = scheme;
  const time = fields?.timestamp ? `${fields.timestamp}=${timestamp}${scheme.separator ?? ","}` : "";
  headers[scheme.header] = fields ? `${time}${fields.signature}=${signature}` : signature;
  return headers;
}

function momentText(scheme: HmacScheme, at: Date): string {
  if (scheme.timestamp?.unit === "iso") return at.toISOString();
  if (scheme.timestamp?.unit === "milliseconds") return String(at.getTime());
  return String(Math.floor(at.getTime() / 1000));
}
