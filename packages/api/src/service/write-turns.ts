import { AsyncLocalStorage } from "node:async_hooks";
import type { App } from "../app.ts";
import { RateLimitedError } from "./errors.ts";
import { perApp } from "./per-app.ts";

/** Writes of one workspace that wait in a process; beyond it something calls without ever looking at the answers. */
const mostWaiting = 1_000;
/** Seconds after which it is worth another try. */
const tryAgainSeconds = 2;

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Runs a write when it is the workspace's turn. Writes of one workspace often wait for each other's locks, each with a connection
 * in its hand: more than a third of the pool would keep everybody else's reads waiting. They wait here instead, in their order.
 * A write within a write has its turn already.
 * @throws RateLimitedError when too many wait
 */
export type TakeWriteTurn = <T>(workspaceId: string, write: () => Promise<T>) => Promise<T>;

/** The turns of this process. */
export const writeTurnsOf: (app: App) => TakeWriteTurn = perApp((app) => {
  const mostAtOnce = Math.max(2, Math.floor(app.config.databasePool / 3));
  const lines = new Map<string, Line>();
  const within = new AsyncLocalStorage<string>();

  function end(workspaceId: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) next();
    else line.running -= 1;
    if (line.running === 0) lines.delete(workspaceId);
  }

  return async (workspaceId, write) => {
    if (within.getStore() === workspaceId) return await write();
    const line = lines.get(workspaceId) ?? { running: 0, waiting: [] };
    lines.set(workspaceId, line);
    if (line.running < mostAtOnce) line.running += 1;
    else if (line.waiting.length >= mostWaiting) throw tooMany();
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await within.run(workspaceId, write);
    } finally {
      end(workspaceId, line);
    }
  };
});

function tooMany(): RateLimitedError {
  return new RateLimitedError(
    `More than ${mostWaiting} changes of this workspace wait for their turn already.`,
    tryAgainSeconds,
  );
}
