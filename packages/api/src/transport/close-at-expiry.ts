import type { WebSocket } from "ws";
import type { Actor } from "../service/actor.ts";

/** Longest wait that a timer can hold (2^31 - 1 milliseconds, 24.8 days). */
const longestTimer = 2_147_483_647;

/** A socket lives no longer than the credential that opened it: it is closed with 4403 when that ends. */
export function closeAtExpiry(socket: WebSocket, actor: Actor): void {
  const expiresAt = "expiresAt" in actor ? actor.expiresAt : null;
  if (!expiresAt) return;
  const wait = Math.min(longestTimer, Math.max(0, expiresAt.getTime() - Date.now()));
  const timer = setTimeout(() => {
    if (expiresAt.getTime() <= Date.now()) socket.close(4403, "The credential of this connection has ended.");
    else closeAtExpiry(socket, actor);
  }, wait);
  timer.unref();
  socket.once("close", () => clearTimeout(timer));
}
