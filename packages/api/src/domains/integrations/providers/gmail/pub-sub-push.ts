import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import type { CustomScheme, Refusal, SignedRequest, VerifyMeans } from "../../provider/signature-scheme.ts";

/**
 * A push of Google Pub/Sub: a JWT of Google, made for this door and for the service account that the operator named.
 * https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
export const pubSubPush: CustomScheme = { kind: "custom", header: "authorization", verify };

const issuers = ["https://accounts.google.com", "accounts.google.com"];
const keepKeysMs = 3_600_000;
/** A key that is not known may be new; a forger's is never known, so it costs one look a minute at most. */
const lookAgainMs = 60_000;
const clockSkewSeconds = 30;

const known = new Map<string, { keys: JSONWebKeySet; at: number }>();

async function verify(
  { headers }: SignedRequest,
  _secrets: readonly string[],
  now: Date,
  means: VerifyMeans | undefined,
): Promise<Refusal | null> {
  const account = means?.setting("GMAIL_PUSH_SERVICE_ACCOUNT");
  const certsUrl = means?.setting("GOOGLE_CERTS_URL");
  if (!means || !account || !certsUrl) {
    return {
      code: "no_secret",
      message: "GMAIL_PUSH_SERVICE_ACCOUNT is not set, so nobody is known who may push here.",
    };
  }
  const token = /^bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (!token) return wrong("The authorization header holds no bearer token.");
  try {
    const claims = await readClaims(token, { certsUrl, audience: means.doorUrl, now, means });
    return claims.email === account && claims.email_verified === true
      ? null
      : wrong(`The token is of another account than ${account}. Set it as the push subscription's service account.`);
  } catch (error) {
    return explain(error, means.doorUrl);
  }
}

interface Expected {
  certsUrl: string;
  audience: string;
  now: Date;
  means: VerifyMeans;
}

async function readClaims(token: string, { certsUrl, audience, now, means }: Expected): Promise<JWTPayload> {
  const check = async (keys: JSONWebKeySet) =>
    await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ["RS256"],
      issuer: issuers,
      audience,
      currentDate: now,
      clockTolerance: clockSkewSeconds,
      requiredClaims: ["exp", "iat", "email"],
    });
  const cached = known.get(certsUrl);
  const fresh = cached !== undefined && now.getTime() - cached.at < keepKeysMs;
  try {
    const keys = fresh ? cached.keys : await fetchKeys(certsUrl, now, means);
    return (await check(keys)).payload;
  } catch (error) {
    const mayLook = fresh && now.getTime() - cached.at > lookAgainMs;
    if (!(error instanceof errors.JWKSNoMatchingKey) || !mayLook) throw error;
    return (await check(await fetchKeys(certsUrl, now, means))).payload;
  }
}

async function fetchKeys(url: string, now: Date, means: VerifyMeans): Promise<JSONWebKeySet> {
  const keys = (await means.getJson(url)) as JSONWebKeySet;
  known.set(url, { keys, at: now.getTime() });
  return keys;
}

function explain(error: unknown, doorUrl: string): Refusal {
  if (error instanceof errors.JWTExpired) return { code: "stale", message: "The token has expired." };
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") {
    return wrong(`The token was made for another audience. Set ${doorUrl} as the push subscription's audience.`);
  }
  if (error instanceof errors.JOSEError) return wrong(`The token cannot be verified: ${error.message}.`);
  return wrong("Google's keys could not be fetched, so the token cannot be verified. Pub/Sub will send it again.");
}

function wrong(message: string): Refusal {
  return { code: "wrong_signature", message };
}
