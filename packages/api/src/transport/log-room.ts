import type { App } from "../app.ts";
import { RateLimitedError } from "../service/errors.ts";
import { perApp } from "../service/per-app.ts";

/** Bytes of bodies that one process holds at once, and those of one workspace among them; beyond them senders are asked to come back. */
const mostBytes = 256 * 1024 * 1024;
const mostOfOne = mostBytes / 4;

/** Requests of one workspace that are under way at once: each may be slow, and holds a connection meanwhile. */
const mostRequests = 256;

interface Held {
  bytes: number;
  requests: number;
}

const heldBy = perApp(() => ({ all: { bytes: 0 }, each: new Map<string, Held>() }));

/** The place of one request among the bodies that this process holds. */
export interface LogRoom {
  /**
   * Counts bytes that have really come, or come out of inflating.
   * @throws RateLimitedError when there is no room for them
   */
  hold(bytes: number): void;
  /** Gives everything back. */
  leave(): void;
}

/**
 * Takes a place for a request of the workspace. Only what is really there is counted, so that nobody keeps others out by promising
 * a body, and no workspace takes more than a quarter of all.
 * @throws RateLimitedError when too many requests of the workspace are under way
 */
export function enterLogRoom(app: App, workspaceId: string): LogRoom {
  const { all, each } = heldBy(app);
  const own = each.get(workspaceId) ?? { bytes: 0, requests: 0 };
  if (own.requests >= mostRequests) throw full(`${mostRequests} batches of this workspace are on their way already`);
  each.set(workspaceId, own);
  own.requests += 1;
  let held = 0;
  return {
    hold(bytes) {
      if (own.bytes + bytes > mostOfOne) throw full("This workspace sends more at once than the server holds for one");
      if (all.bytes + bytes > mostBytes) throw full("The server holds as many log entries as it can store at once");
      held += bytes;
      own.bytes += bytes;
      all.bytes += bytes;
    },
    leave() {
      all.bytes -= held;
      own.bytes -= held;
      held = 0;
      own.requests -= 1;
      if (own.requests === 0) each.delete(workspaceId);
    },
  };
}

function full(why: string): RateLimitedError {
  return new RateLimitedError(`${why}; nothing of this batch was stored.`, 1);
}
