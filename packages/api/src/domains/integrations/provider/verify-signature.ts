import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import type {
  BearerScheme,
  Ed25519Scheme,
  HmacScheme,
  Refusal,
  SignatureScheme,
  SignatureTimestamp,
  SignedRequest,
  VerifyMeans,
} from "./signature-scheme.ts";
import { signatureHeaders } from "./signature-scheme.ts";

/**
 * Checks a delivery against every secret that is good now. Null means genuine; anything unclear is a refusal.
 * @param given the secrets, newest first; none at all, and none but empty ones, refuses everything
 * @param means what a custom check may need; without them it refuses
 */
export async function verifySignature(
  scheme: SignatureScheme,
  request: SignedRequest,
  given: readonly string[],
  now: Date,
  means?: VerifyMeans,
): Promise<Refusal | null> {
  if (scheme.kind === "any") {
    const chosen = scheme.of.find((one) => signatureHeaders(one).some((name) => request.headers[name]));
    return chosen ? await verifySignature(chosen, request, given, now, means) : unsigned(scheme);
  }
  const signature = request.headers[scheme.header ?? "authorization"];
  if (!signature) return unsigned(scheme);
  // Whoever sends could sign with an empty key as well as we could.
  const secrets = given.filter((secret) => secret.replace(/^whsec_/, "").trim() !== "");
  if (secrets.length === 0) {
    return { code: "no_secret", message: "No secret is set for this door, so no signature can be checked." };
  }
  switch (scheme.kind) {
    case "hmac":
      return verifyHmac(scheme, request, signature, secrets, now);
    case "ed25519":
      return verifyEd25519(scheme, request, signature, secrets, now);
    case "bearer":
      return verifyBearer(scheme, signature, secrets);
    case "custom":
      return await scheme.verify(request, secrets, now, means);
    default:
      // A kind that nobody knows cannot come from a file that compiles; should it come, it opens nothing.
      return { code: "no_secret", message: "This door does not know how to check a signature, so it takes nothing." };
  }
}

function unsigned(scheme: SignatureScheme): Refusal {
  const headers = signatureHeaders(scheme).join(" or ");
  return { code: "unsigned", message: `The request has no ${headers} header. Send it signed.` };
}

function wrong(header: string): Refusal {
  return {
    code: "wrong_signature",
    message: `The ${header} header does not match the body and the secret. Check that both sides have the same secret and that nothing changes the body on its way.`,
  };
}

function verifyHmac(
  scheme: HmacScheme,
  request: SignedRequest,
  given: string,
  secrets: readonly string[],
  now: Date,
): Refusal | null {
  const { candidates, timestamp } = readSignatureHeader(scheme, request, given);
  const stale = scheme.timestamp ? checkAge(scheme.timestamp, timestamp, now) : null;
  if (stale) return stale;
  const signed = signedBytes(scheme.signed ?? "{body}", request, timestamp);
  const expected = secrets.map((secret) => hmacOf(scheme, secret, signed));
  const prefix = scheme.prefix ?? "";
  const genuine = candidates.some((candidate) => {
    const signature = candidate.startsWith(prefix) ? Buffer.from(candidate.slice(prefix.length)) : Buffer.alloc(0);
    return expected.some((good) => equal(good, signature));
  });
  return genuine ? null : wrong(scheme.header);
}

/** The signature's text for one secret, without its prefix. */
export function hmacOf(scheme: HmacScheme, secret: string, signed: Buffer): Buffer {
  const key = scheme.key === "whsec" ? Buffer.from(secret.replace(/^whsec_/, ""), "base64") : Buffer.from(secret);
  const digest = createHmac(scheme.algorithm ?? "sha256", key)
    .update(signed)
    .digest(scheme.encoding ?? "hex");
  return Buffer.from(digest);
}

function readSignatureHeader(
  scheme: HmacScheme,
  request: SignedRequest,
  given: string,
): { candidates: string[]; timestamp: string | undefined } {
  const timestampHeader = scheme.timestamp?.header;
  const timestamp = timestampHeader === undefined ? undefined : request.headers[timestampHeader];
  if (!scheme.fields) {
    const candidates = scheme.separator === undefined ? [given] : given.split(scheme.separator).map((s) => s.trim());
    return { candidates, timestamp };
  }
  const { fields } = scheme;
  const pairs = given.split(scheme.separator ?? ",").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return {
    candidates: pairs.filter(([name]) => name === fields.signature).map(([, value]) => value),
    timestamp: pairs.find(([name]) => name === fields.timestamp)?.[1] ?? timestamp,
  };
}

/** Fills the template with the raw bytes: the body is never decoded, so an invalid UTF-8 body is signed as it came. */
export function signedBytes(template: string, request: SignedRequest, timestamp: string | undefined): Buffer {
  if (template === "{body}") return request.body;
  const parts = template.split(/(\{[^}]+\})/).map((part) => {
    if (part === "{body}") return request.body;
    if (part === "{timestamp}") return Buffer.from(timestamp ?? "");
    return Buffer.from(part.startsWith("{") ? (request.headers[part.slice(1, -1)] ?? "") : part);
  });
  return Buffer.concat(parts);
}

function checkAge(rule: SignatureTimestamp, text: string | undefined, now: Date): Refusal | null {
  const at = readMoment(rule, text);
  if (at === null) return { code: "stale", message: "The signature's timestamp is missing or cannot be read." };
  const apart = Math.abs(now.getTime() - at) / 1000;
  if (apart <= rule.toleranceSeconds) return null;
  return {
    code: "stale",
    message: `The signature's timestamp is ${Math.round(apart)} s away from now; at most ${rule.toleranceSeconds} s are taken. Check the sender's clock.`,
  };
}

function readMoment(rule: SignatureTimestamp, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (rule.unit === "iso") return Number.isNaN(Date.parse(text)) ? null : Date.parse(text);
  if (!/^\d{1,16}$/.test(text)) return null;
  return rule.unit === "milliseconds" ? Number(text) : Number(text) * 1000;
}

/** The 12 bytes that stand before a raw Ed25519 public key in its SubjectPublicKeyInfo form (RFC 8410 §4). */
const ed25519Spki = Buffer.from("302a300506032b6570032100", "hex");

function verifyEd25519(
  scheme: Ed25519Scheme,
  request: SignedRequest,
  given: string,
  secrets: readonly string[],
  now: Date,
): Refusal | null {
  const timestamp = request.headers[scheme.timestamp.header ?? ""];
  const stale = checkAge(scheme.timestamp, timestamp, now);
  if (stale) return stale;
  const signed = signedBytes(scheme.signed, request, timestamp);
  const signature = /^[0-9a-f]{128}$/i.test(given) ? Buffer.from(given, "hex") : null;
  const genuine = secrets.some((hex) => {
    if (signature === null || !/^[0-9a-f]{64}$/i.test(hex)) return false;
    const key = createPublicKey({
      key: Buffer.concat([ed25519Spki, Buffer.from(hex, "hex")]),
      format: "der",
      type: "spki",
    });
    return verify(null, signed, key, signature);
  });
  return genuine ? null : wrong(scheme.header);
}

function verifyBearer(scheme: BearerScheme, given: string, secrets: readonly string[]): Refusal | null {
  const token = scheme.header === undefined ? (/^bearer (.+)$/i.exec(given)?.[1] ?? "") : given;
  return secrets.some((secret) => equal(Buffer.from(secret), Buffer.from(token)))
    ? null
    : wrong(scheme.header ?? "authorization");
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
