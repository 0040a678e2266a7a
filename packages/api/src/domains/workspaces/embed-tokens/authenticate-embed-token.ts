import { apiKeys, embedTokens } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, isNull, or } from "drizzle-orm";
import type { App } from "../../../app.ts";
import type { Actor } from "../../../service/actor.ts";
import { ForbiddenError } from "../../../service/errors.ts";
import { credentialCaches, type GoodEmbedToken } from "../credential-caches.ts";
import { type EmbedClaims, openEmbedToken } from "./embed-token-format.ts";

/**
 * Who an embed token speaks for, or null when it is not ours, has expired, or was revoked (it, or the key that minted it).
 * The signature is checked before anything is asked of the database, and nothing is written.
 * @param origin the request's `Origin`; browsers send it with every cross-origin request and every POST and WebSocket
 * @throws ForbiddenError from a page that the token was not minted for
 */
export async function authenticateEmbedToken(
  app: App,
  token: string,
  origin: string | undefined,
): Promise<Actor | null> {
  const claims = openEmbedToken(app.secret, token);
  if (!claims || claims.exp * 1000 <= app.clock.now().getTime()) return null;
  if (!origin || !claims.org.includes(origin)) {
    throw new ForbiddenError(
      "origin",
      origin
        ? `This embed token is not for pages of ${origin.slice(0, 100)}.`
        : "An embed token is for pages in a browser, and this request names no page it comes from (no Origin header).",
      `It was minted for ${claims.org.join(", ")}. Mint one that names the page's origin.`,
    );
  }
  const good = await credentialCaches(app).tokens.get(claims.id, () => findGood(app, claims));
  if (!good) return null;
  return {
    type: "embed",
    embedTokenId: claims.id,
    workspaceId: claims.ws,
    tenantId: claims.ten,
    component: claims.cmp,
    subject: claims.sub,
    expiresAt: new Date(claims.exp * 1000),
  };
}

/** Whether a token that began something may still finish it: neither it nor the key that minted it was revoked. */
export async function isEmbedTokenGood(app: App, embedTokenId: string): Promise<boolean> {
  return (await findGood(app, { id: embedTokenId })) !== null;
}

async function findGood(app: App, claims: Pick<EmbedClaims, "id">): Promise<GoodEmbedToken | null> {
  const [row] = await withSystem(app.database, (tx) =>
    tx
      .select({ embedTokenId: embedTokens.id, apiKeyId: embedTokens.apiKeyId })
      .from(embedTokens)
      .leftJoin(apiKeys, eq(apiKeys.id, embedTokens.apiKeyId))
      .where(
        and(
          eq(embedTokens.id, claims.id),
          isNull(embedTokens.revokedAt),
          or(isNull(embedTokens.apiKeyId), isNull(apiKeys.revokedAt)),
        ),
      ),
  );
  return row ?? null;
}
