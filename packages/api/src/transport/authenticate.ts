import type { IncomingMessage } from "node:http";
import type { App } from "../app.ts";
import { ownOrigins, readSession } from "../domains/accounts/index.ts";
import { authenticateApiKey, authenticateEmbedToken } from "../domains/workspaces/index.ts";
import type { Actor } from "../service/actor.ts";
import { ForbiddenError, UnauthenticatedError } from "../service/errors.ts";

const anonymous: Actor = { type: "anonymous" };

/**
 * Who sends a request: a bearer credential where there is one, else the session cookie, else nobody.
 * @throws UnauthenticatedError for a credential that is not good (never silently anonymous)
 * @throws ForbiddenError for a cookie from a page of another origin
 */
export async function authenticate(app: App, req: IncomingMessage): Promise<Actor> {
  const { authorization, cookie, origin } = req.headers;
  if (authorization !== undefined) return await authenticateBearer(app, authorization, origin);
  if (!cookie) return anonymous;
  const actor = await readSession(app, req);
  if (actor.type !== "anonymous" && !isReadOnly(req)) refuseForeignOrigin(app, origin);
  return actor;
}

/** @param authorization `Bearer plb_live_…`, `Bearer plb_pub_…` or `Bearer plb_emb_…` */
export async function authenticateBearer(app: App, authorization: string, origin: string | undefined): Promise<Actor> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  const actor = !token
    ? null
    : token.startsWith("plb_emb_")
      ? await authenticateEmbedToken(app, token, origin)
      : await authenticateApiKey(app, token, origin);
  if (actor) return actor;
  throw new UnauthenticatedError(
    "This credential is unknown, was revoked or has expired.",
    "Send `Authorization: Bearer plb_…` with a key that is listed as active in the console.",
  );
}

/** @throws ForbiddenError unless the request comes from one of our own pages */
export function refuseForeignOrigin(app: App, origin: string | undefined): void {
  if (origin && ownOrigins(app.config).includes(origin)) return;
  throw new ForbiddenError(
    "origin",
    "A request with a session cookie must come from one of our own pages (its Origin header says otherwise).",
    "From another page or a script use an API key or an embed token.",
  );
}

function isReadOnly(req: IncomingMessage): boolean {
  return req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
}
