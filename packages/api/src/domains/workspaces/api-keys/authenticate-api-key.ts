import { apiKeys, workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { App } from "../../../app.ts";
import type { Actor } from "../../../service/actor.ts";
import { ForbiddenError } from "../../../service/errors.ts";
import { credentialCaches } from "../credential-caches.ts";
import { hashApiKey, isApiKey } from "./api-key-format.ts";
import { noteKeyUse } from "./note-key-use.ts";

type ApiKeyActor = Extract<Actor, { type: "api_key" }>;

/**
 * Who an API key speaks for, or null when it is malformed, unknown, revoked or expired. Remembered for five seconds at most.
 * @param origin the request's `Origin`; browsers send it with every cross-origin request
 * @throws ForbiddenError from a page that a publishable key is not for
 */
export async function authenticateApiKey(app: App, token: string, origin?: string): Promise<Actor | null> {
  if (!isApiKey(token)) return null;
  const keyHash = hashApiKey(token);
  const actor = await credentialCaches(app).keys.get(keyHash, () => findKey(app, keyHash));
  if (!actor || (actor.expiresAt && actor.expiresAt <= app.clock.now())) return null;
  if (actor.origins && !(origin && actor.origins.includes(origin))) {
    throw new ForbiddenError(
      "origin",
      origin
        ? `This key is not for pages of ${origin.slice(0, 100)}.`
        : "This key is for certain pages, and this request names no page it comes from (no Origin header).",
      `It is for ${actor.origins.join(", ")}. Make a key that names the page's origin.`,
    );
  }
  noteKeyUse(app, actor.apiKeyId);
  return actor;
}

async function findKey(app: App, keyHash: string): Promise<ApiKeyActor | null> {
  const [key] = await withSystem(app.database, (tx) =>
    tx
      .select({
        apiKeyId: apiKeys.id,
        workspaceId: apiKeys.workspaceId,
        environmentId: apiKeys.environmentId,
        kind: apiKeys.kind,
        scopes: apiKeys.scopes,
        origins: apiKeys.origins,
        name: apiKeys.name,
        expiresAt: apiKeys.expiresAt,
      })
      .from(apiKeys)
      .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
      .where(
        and(
          eq(apiKeys.keyHash, keyHash),
          isNull(apiKeys.revokedAt),
          isNull(workspaces.purgedAt),
          // From then on everything is deleted: what were taken now would be lost although it was acknowledged.
          or(isNull(workspaces.purgeAfter), gt(workspaces.purgeAfter, app.clock.now())),
        ),
      ),
  );
  return key ? { type: "api_key", ...key } : null;
}
