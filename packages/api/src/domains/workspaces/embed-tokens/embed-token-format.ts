import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ServerSecret } from "../../../server-secret.ts";

export const embedTokenPrefix = "plb_emb_";

// Short names: the token travels with every request of a widget.
const claims = z.object({
  id: z.uuid(),
  ws: z.uuid(),
  ten: z.uuid(),
  cmp: z.string(),
  /** The customer's own user id. */
  sub: z.string().nullable(),
  org: z.array(z.string()).min(1),
  /** The API key that minted it; null when a member did, for a preview. */
  key: z.uuid().nullable(),
  /** Seconds since 1970. */
  exp: z.number().int(),
});

/** What an embed token says, all of it signed. */
export type EmbedClaims = z.infer<typeof claims>;

/** `plb_emb_<claims>.<HMAC-SHA256>`, both in base64url. */
export function signEmbedToken(secret: ServerSecret, content: EmbedClaims): string {
  const body = Buffer.from(JSON.stringify(content)).toString("base64url");
  return `${embedTokenPrefix}${body}.${signature(secret, body).toString("base64url")}`;
}

/** The claims of a token that we signed, or null. Says nothing about expiry or revocation. */
export function openEmbedToken(secret: ServerSecret, token: string): EmbedClaims | null {
  if (token.length > 8192) return null;
  const [, body, given] = /^plb_emb_([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (!body || !given) return null;
  const expected = signature(secret, body);
  const actual = Buffer.from(given, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString()));
  return parsed.success ? parsed.data : null;
}

function signature(secret: ServerSecret, body: string): Buffer {
  return createHmac("sha256", secret.keyFor("embed-tokens")).update(body).digest();
}
