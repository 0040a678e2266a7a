import type { IncomingMessage } from "node:http";
import type { App } from "../../app.ts";
import type { Actor } from "../../service/actor.ts";
import { authOf } from "./auth.ts";

/**
 * Who the session cookie says is there; anonymous without one, or with one that has ended. Read anew each time, so that a revoked
 * session is out at once.
 */
export async function readSession(app: App, req: Pick<IncomingMessage, "headers">): Promise<Actor> {
  const { cookie } = req.headers;
  if (!cookie?.includes("plumbline.session_token")) return { type: "anonymous" };
  // Not refreshed here: the new cookie would not reach the browser. `GET /auth/get-session` does that, once a visit.
  const found = await authOf(app).api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
  if (!found) return { type: "anonymous" };
  const { session, user } = found;
  return {
    type: "user",
    userId: user.id,
    email: user.email,
    emailVerified: user.emailVerified,
    name: user.name,
    sessionId: session.id,
    expiresAt: new Date(session.expiresAt),
  };
}
