/** Where the moment of signing stands, and how old it may be. A delivery outside the window is stale and refused. */
export interface SignatureTimestamp {
  /** Header that holds it; leave out when it is a field of the signature header (`fields.timestamp`). */
  header?: string;
  /** Default `seconds`. `iso` is an ISO 8601 text. */
  unit?: "seconds" | "milliseconds" | "iso";
  /** How far from now it may be, in seconds, either way. */
  toleranceSeconds: number;
}

/** An HMAC over the raw bytes of the body, or over a text that contains them. */
export interface HmacScheme {
  kind: "hmac";
  /** Header that holds the signature, lower case. */
  header: string;
  /** Default `sha256`. */
  algorithm?: "sha1" | "sha256" | "sha512";
  /** Default `hex`. */
  encoding?: "hex" | "base64";
  /** Text before the signature, `sha256=`. A value without it does not match. */
  prefix?: string;
  /** What is signed: `{body}`, `{timestamp}`, and `{<header>}` for any other header. Default `{body}`. */
  signed?: string;
  timestamp?: SignatureTimestamp;
  /** Several signatures may stand in the header, divided by this; any may match (rotation at the far side). */
  separator?: string;
  /** The header is a list of `name=value` (Stripe's `t=…,v1=…`): which names hold the signature and the timestamp. */
  fields?: { signature: string; timestamp?: string };
  /** Default `text`: the secret's UTF-8 bytes. `whsec` decodes base64 after an optional `whsec_` (Standard Webhooks). */
  key?: "text" | "whsec";
}

/** Ed25519 over `{timestamp}{body}` or another text; the secret is the public key in hex. */
export interface Ed25519Scheme {
  kind: "ed25519";
  header: string;
  signed: string;
  timestamp: SignatureTimestamp;
}

/** The sender signs nothing and shows the integration's own secret instead (Alertmanager, Meta's verify token). */
export interface BearerScheme {
  kind: "bearer";
  /** Default `authorization`, with `Bearer ` before the token. */
  header?: string;
}

/** One of several schemes, chosen by which signature header is there; the first whose header is present decides alone. */
export interface AnyScheme {
  kind: "any";
  of: readonly SignatureScheme[];
}

/** What a custom check may need besides the request. */
export interface VerifyMeans {
  /** The address of the door at which the request came: what a token must have been made for. */
  doorUrl: string;
  /** A setting's value or default; undefined when it is missing. */
  setting(name: string): string | undefined;
  /** Fetches the sender's public keys through the outbound client: JSON, at most 100 kB, within five seconds. */
  getJson(url: string): Promise<unknown>;
}

/** The way out for what data cannot say (a JWT with fetched keys). Must fail closed: anything but `null` is a refusal. */
export interface CustomScheme {
  kind: "custom";
  /** Header without which the delivery counts as unsigned. */
  header: string;
  verify(
    delivery: SignedRequest,
    secrets: readonly string[],
    now: Date,
    means: VerifyMeans | undefined,
  ): Promise<Refusal | null>;
}

/** How a provider's deliveries prove where they come from. There is no scheme for "not at all". */
export type SignatureScheme = HmacScheme | Ed25519Scheme | BearerScheme | AnyScheme | CustomScheme;

/** What a signature is checked over: the bytes as they came, never a parsed and printed copy. */
export interface SignedRequest {
  body: Buffer;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
}

/** Why a delivery is not taken. */
export interface Refusal {
  code: "unsigned" | "wrong_signature" | "stale" | "no_secret";
  /** For whoever set the webhook up; never holds a secret or an expected signature. */
  message: string;
}

/** The headers that carry the scheme's signature: redacted in the delivery log only where they are the secret itself. */
export function signatureHeaders(scheme: SignatureScheme): string[] {
  if (scheme.kind === "any") return scheme.of.flatMap(signatureHeaders);
  return [scheme.header ?? "authorization"];
}
