import { generateKeyPairSync, sign } from "node:crypto";
import { exportJWK, SignJWT } from "jose";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { Ed25519Scheme, SignatureScheme, VerifyMeans } from "../provider/signature-scheme.ts";

type Headers = Record<string, string>;

/** Signs as the provider would, with a secret that the door knows; `forge` does the same with another. */
export interface SampleSigner {
  secret: string;
  means?: VerifyMeans;
  sign(body: Buffer, at: Date, headers: Headers): Promise<Headers>;
  forge(body: Buffer, at: Date, headers: Headers): Promise<Headers>;
  /** Seconds for which a signature is good; null where it does not age. */
  lifeSeconds: number | null;
  /** True where the signature covers the body. */
  coversBody: boolean;
}

const webhookSecret = `whsec_${Buffer.from("a secret of thirty-two bytes in all").toString("base64")}`;

/** A signer for a scheme; custom ones need their own far side. @throws Error for a custom scheme that has none here */
export async function sampleSigner(slug: string, scheme: SignatureScheme): Promise<SampleSigner> {
  if (scheme.kind === "ed25519") return ed25519Signer(scheme);
  if (scheme.kind === "custom") {
    const make = customSigners.get(slug);
    if (!make) throw new Error(`Say in sample-signer.ts how ${slug} signs.`);
    return await make();
  }
  const by = (secret: string) => async (body: Buffer, at: Date, headers: Headers) =>
    signDelivery(scheme, secret, body, at, headers) ?? {};
  return {
    secret: webhookSecret,
    sign: by(webhookSecret),
    forge: by("another"),
    lifeSeconds: scheme.kind === "hmac" ? (scheme.timestamp?.toleranceSeconds ?? null) : null,
    coversBody: scheme.kind === "hmac",
  };
}

function ed25519Signer({ header, timestamp }: Ed25519Scheme): SampleSigner {
  const [own, other] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const by = (key: typeof own) => async (body: Buffer, at: Date, headers: Headers) => {
    const moment = String(Math.floor(at.getTime() / 1000));
    const signature = sign(null, Buffer.concat([Buffer.from(moment), body]), key.privateKey).toString("hex");
    return { ...headers, [timestamp.header ?? ""]: moment, [header]: signature };
  };
  return {
    secret: own.publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"),
    sign: by(own),
    forge: by(other),
    lifeSeconds: timestamp.toleranceSeconds,
    coversBody: true,
  };
}

const customSigners = new Map<string, () => Promise<SampleSigner>>([
  ["gmail", pubSubSigner],
  ["wise", wiseSigner],
]);

/** Wise's part: one RSA key of its own, whose public half the operator sets. */
async function wiseSigner(): Promise<SampleSigner> {
  const [own, other] = [2048, 2048].map((modulusLength) => generateKeyPairSync("rsa", { modulusLength }));
  const by = (key: typeof own) => async (body: Buffer, _at: Date, headers: Headers) => {
    const signature = sign("sha256", body, (key as NonNullable<typeof own>).privateKey).toString("base64");
    return { ...headers, "x-signature-sha256": signature };
  };
  const pem = String((own as NonNullable<typeof own>).publicKey.export({ type: "spki", format: "pem" }));
  return {
    secret: webhookSecret,
    means: {
      doorUrl: "https://door.test/hooks/wise",
      setting: (name) => (name === "WISE_PUBLIC_KEY" ? pem : undefined),
      getJson: async () => undefined,
    },
    sign: by(own),
    forge: by(other),
    lifeSeconds: null,
    coversBody: true,
  };
}

/** Google's part in a Pub/Sub push: keys that it publishes, and tokens of a service account for one audience. */
export async function pubSubSigner(doorUrl = "https://door.test/hooks/gmail"): Promise<SampleSigner> {
  const [own, other] = [2048, 2048].map((modulusLength) => generateKeyPairSync("rsa", { modulusLength }));
  const account = "push@myproject.iam.gserviceaccount.com";
  const certsUrl = `https://keys.test/${crypto.randomUUID()}`;
  const by = (key: typeof own) => async (_body: Buffer, at: Date, headers: Headers) => {
    const seconds = Math.floor(at.getTime() / 1000);
    const token = await new SignJWT({ email: account, email_verified: true })
      .setProtectedHeader({ alg: "RS256", kid: "1" })
      .setIssuer("https://accounts.google.com")
      .setAudience(doorUrl)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 3_600)
      .sign((key as NonNullable<typeof own>).privateKey);
    return { ...headers, authorization: `Bearer ${token}` };
  };
  const jwk = await exportJWK((own as NonNullable<typeof own>).publicKey);
  const settings = new Map([
    ["GMAIL_PUSH_SERVICE_ACCOUNT", account],
    ["GOOGLE_CERTS_URL", certsUrl],
  ]);
  return {
    secret: webhookSecret,
    means: {
      doorUrl,
      setting: (name) => settings.get(name),
      getJson: async (url) => ({ keys: url === certsUrl ? [{ ...jwk, kid: "1", alg: "RS256", use: "sig" }] : [] }),
    },
    sign: by(own),
    forge: by(other),
    lifeSeconds: 3_630,
    coversBody: false,
  };
}
