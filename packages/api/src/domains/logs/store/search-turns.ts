import type { App } from "../../../app.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { perApp } from "../../../service/per-app.ts";

/** Searches that a process runs at once, of its ten connections to the database; those of one workspace among them; and those that wait for it. */
const mostAtOnce = 6;
const mostOfOne = 3;
const mostWaiting = 50;

/** Milliseconds that a search waits for its turn. */
const patienceMs = 10_000;

/** The searches of one workspace. */
interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Runs a question that its asker wrote when it is its turn. Such a question may keep a connection for seconds: those of one
 * workspace wait for each other, workspaces take turns, and what is not a search always finds a connection.
 * @throws RateLimitedError when too many wait, or it has waited too long
 */
export type TakeTurn = <T>(workspaceId: string, search: () => Promise<T>) => Promise<T>;

/** The turns of this process. */
export const searchTurnsOf: (app: App) => TakeTurn = perApp(() => {
  const lines = new Map<string, Line>();
  let running = 0;

  function next(): void {
    for (const [workspaceId, line] of lines) {
      if (running >= mostAtOnce) return;
      const go = line.running < mostOfOne ? line.waiting.shift() : undefined;
      if (!go) continue;
      // Whose turn it was goes to the end.
      lines.delete(workspaceId);
      lines.set(workspaceId, line);
      begin(line);
      go();
    }
  }

  function begin(line: Line): void {
    line.running += 1;
    running += 1;
  }

  function end(workspaceId: string, line: Line): void {
    line.running -= 1;
    running -= 1;
    if (line.running === 0 && line.waiting.length === 0) lines.delete(workspaceId);
    next();
  }

  return async (workspaceId, search) => {
    const line = lines.get(workspaceId) ?? { running: 0, waiting: [] };
    lines.set(workspaceId, line);
    if (running < mostAtOnce && line.running < mostOfOne && line.waiting.length === 0) begin(line);
    else await waitIn(line);
    try {
      return await search();
    } finally {
      end(workspaceId, line);
    }
  };
});

async function waitIn({ waiting }: Line): Promise<void> {
  if (waiting.length >= mostWaiting) throw tooMany();
  await new Promise<void>((resolve, reject) => {
    const go = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(tooMany());
    }, patienceMs);
    waiting.push(go);
  });
}

function tooMany(): RateLimitedError {
  return new RateLimitedError(
    "Other searches in the logs of this workspace are not done yet. Searches that take long keep others waiting: narrow their time, or add a level or service.",
    5,
  );
}
