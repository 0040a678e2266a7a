import type { IncomingMessage } from "node:http";
import type { App } from "../app.ts";
import { readSession } from "../domains/accounts/index.ts";
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
      : await authenticateApiKey(app, token);
  if (actor) return actor;
  throw new UnauthenticatedError(
    "This credential is unknown, was revoked or has expired.",
    "Send `Authorization: Bearer plb_…` with a key that is listed as active in the console.",
  );
}

/** @throws ForbiddenError unless the request comes from one of our own pages */
export function refuseForeignOrigin(app: App, origin: string | undefined): void {
  if (isOwnOrigin(app, origin)) return;
  throw new ForbiddenError(
    "origin",
    "A request with a session cookie must come from one of our own pages (its Origin header says otherwise).",
    "From another page or a script use an API key or an embed token.",
  );
}

/** `localhost` and `127.0.0.1` are the same machine to the person who typed one of them. */
function isOwnOrigin(app: App, origin: string | undefined): boolean {
  if (!origin) return false;
  const own = new URL(app.config.publicUrl);
  if (origin === own.origin) return true;
  const given = URL.parse(origin);
  return (
    given !== null && given.port === String(app.config.port) && ["localhost", "127.0.0.1"].includes(given.hostname)
  );
}

function isReadOnly(req: IncomingMessage): boolean {
  return req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
}
