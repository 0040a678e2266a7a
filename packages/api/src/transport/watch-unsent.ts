import type { App } from "../app.ts";
import type { Actor } from "../service/actor.ts";
import { callerOf } from "../service/actor.ts";
import { enterUnsentRoom } from "./unsent-room.ts";

/** Milliseconds between two looks. */
const lookMs = 1000;

/** A connection that others write to. */
export interface WatchedConnection {
  /** Bytes that wait in it now. */
  unsent(): number;
  /** Closes it without waiting for them. */
  cutOff(): void;
}

/**
 * Counts what waits in a connection among what readers of the same workspace leave unread; of the same caller, where it is of no one
 * workspace. Whoever is behind the longest when there is no more room is cut off, and the log says why.
 * @returns ends the watch
 */
export function watchUnsent(app: App, actor: Actor, { unsent, cutOff }: WatchedConnection): () => void {
  const whose = "workspaceId" in actor ? actor.workspaceId : callerOf(actor);
  const place = enterUnsentRoom(app, whose, (reason) => {
    app.log.info({ whose, unsent: unsent(), reason }, "A live connection was cut off: its reader is behind.");
    cutOff();
  });
  const timer = setInterval(() => place.hold(unsent()), lookMs).unref();
  return () => {
    clearInterval(timer);
    place.leave();
  };
}
