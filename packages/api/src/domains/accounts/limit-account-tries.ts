import { createHmac } from "node:crypto";
import type { App } from "../../app.ts";
import { databaseRateLimit } from "./rate-limit.ts";

/** Tries to sign in to one account, from wherever they come, before the next must wait. Who signs in starts anew. */
export const accountTries = { window: 15 * 60, max: 20 };

/** Counts the tries at one account, so that a password cannot be guessed from many addresses at once. */
export interface AccountTries {
  /** Null when the try may go on, else what it is answered. */
  readonly refusal: Response | null;
  /** Told how it went: a right password ends the count. */
  wentThrough(): Promise<void>;
}

/**
 * Counts before the password is looked at, known account or not: the answer tells nobody which addresses exist. The address is
 * kept as a keyed hash.
 */
export async function limitAccountTries(app: App, request: Request): Promise<AccountTries> {
  const body = (await request
    .clone()
    .json()
    .catch(() => null)) as { email?: unknown } | null;
  if (typeof body?.email !== "string") return { refusal: null, wentThrough: async () => {} };
  const key = `account:${hashOf(app, body.email.trim().toLowerCase())}`;
  const { allowed, retryAfter } = await databaseRateLimit(app).consume(key, accountTries);
  const wentThrough = async () => {
    await app.database.raw`delete from rate_limits where key = ${key}`;
  };
  return { refusal: allowed ? null : tooMany(retryAfter ?? accountTries.window), wentThrough };
}

function hashOf({ secret }: App, email: string): string {
  return createHmac("sha256", secret.keyFor("sign-in tries")).update(email).digest("base64url");
}

function tooMany(seconds: number): Response {
  const message = "Too many tries to sign in to this account in a short time.";
  const nextStep = `Wait ${seconds} s, then try again; or sign in with a passkey.`;
  return Response.json(
    { code: "RATE_LIMITED", message, nextStep },
    { status: 429, headers: { "retry-after": String(seconds) } },
  );
}
