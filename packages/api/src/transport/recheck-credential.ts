import type { WebSocket } from "ws";
import type { Actor } from "../service/actor.ts";
import { AppError } from "../service/errors.ts";

/** Milliseconds between two looks at a credential that keeps a socket open. */
const recheckMs = 30_000;

/**
 * Looks again and again whether the credential that opened a socket is still good: a session that was signed out or a key that
 * was revoked must not keep it. A database that does not answer is no reason to close.
 */
export function recheckCredential(socket: WebSocket, actor: Actor, authenticate: () => Promise<Actor>): void {
  const timer = setInterval(() => {
    stillGood(actor, authenticate).then((good) => {
      if (!good) socket.close(4403, "The credential of this connection has ended.");
    });
  }, recheckMs);
  timer.unref();
  socket.once("close", () => clearInterval(timer));
}

/** Whether the same credential would still open the same door. */
export async function stillGood(actor: Actor, authenticate: () => Promise<Actor>): Promise<boolean> {
  if (actor.type === "anonymous") return true;
  try {
    return (await authenticate()).type === actor.type;
  } catch (error) {
    return !(error instanceof AppError);
  }
}
