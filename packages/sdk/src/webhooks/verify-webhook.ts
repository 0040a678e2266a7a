import { WebhookVerificationError } from "./webhook-verification-error.ts";

/** The thing that an event is about, or who caused it. */
export interface WebhookSubject {
  /** Its noun, `integration`. */
  type: string;
  /** Its id, as the API takes it. */
  id: string;
}

/** What every webhook of Plumbline carries; an event's own fields stand beside these in `data`. */
export interface WebhookEvent<Data extends Record<string, unknown> = Record<string, unknown>> {
  /** The subject's noun and what happened, `signal.received`. */
  type: string;
  /** When it happened, ISO 8601 UTC. */
  timestamp: string;
  data: {
    /** The event's id, `evt_…`; the same for every attempt and every endpoint. */
    id: string;
    workspaceId: string;
    /** Null when it concerns the workspace as a whole. */
    tenantId: string | null;
    subject: WebhookSubject;
    /** Who did it, as it was called at that time. */
    actor: { type: string; name: string };
  } & Data;
}

/** Request headers in any of the forms that servers hand out. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

export interface VerifyWebhookOptions {
  /** The body as it was received, before any parsing: a byte that changes breaks the signature. */
  body: string | Uint8Array;
  headers: WebhookHeaders;
  /** The endpoint's `whsec_…`, or several while a rotation overlaps. */
  secret: string | readonly string[];
  /** Seconds that the timestamp may differ from this clock; older deliveries may be replays. Default 300. */
  toleranceSeconds?: number;
  /** This clock, in milliseconds. Default `Date.now()`. */
  now?: number;
}

/**
 * Checks an outbound webhook (Standard Webhooks) and returns its event. Uses Web Crypto, so it runs in Node, Deno, Bun, workers and browsers.
 * @throws WebhookVerificationError when anything about it is not as Plumbline sends it; answer 400 then
 */
export async function verifyWebhook<Data extends Record<string, unknown> = Record<string, unknown>>({
  body,
  headers,
  secret,
  toleranceSeconds = 300,
  now = Date.now(),
}: VerifyWebhookOptions): Promise<WebhookEvent<Data>> {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures)
    throw new WebhookVerificationError("missing-header", "A webhook-* header is missing.");
  const age = Math.abs(now / 1000 - Number(timestamp));
  if (!(age <= toleranceSeconds)) {
    throw new WebhookVerificationError(
      "timestamp",
      `The timestamp is ${Math.round(age)} s off; ${toleranceSeconds} s are allowed.`,
    );
  }
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`);
  const keys = await Promise.all([secret].flat().map(importKey));
  const given = signatures.split(" ").filter((signature) => signature.startsWith("v1,"));
  for (const signature of given) {
    const bytes = fromBase64(signature.slice(3));
    // `verify` compares in constant time.
    for (const key of keys)
      if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return JSON.parse(text);
  }
  throw new WebhookVerificationError("signature", "No signature fits the body and the secret.");
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return Array.isArray(found) ? found[0] : found;
}

async function importKey(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ""));
  if (!bytes?.length)
    throw new WebhookVerificationError("secret", "The secret is not of the form whsec_… with base64 after it.");
  return await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
