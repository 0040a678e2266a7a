import { setImmediate as afterOthers, setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import { createPurse, type Purse } from "./purse.ts";

/** Milliseconds of processor time of every second that a process spends on its tails, and on those of one workspace. */
const mostMs = 600;
const mostMsOfOne = 400;

/** Milliseconds after which a workspace's tails let everybody else run, and until they look again when their time is used up. */
const turnMs = 10;
const emptyMs = 20;

/** In what order the tails of a workspace work, and how much of the event loop that answers everybody they take. */
export interface TailTurns {
  /** Resolves when it is the caller's turn. Everything that it does until it waits for something is its turn. */
  turn(): Promise<void>;
  /** Whether there is time left. */
  left(): boolean;
}

const known = perApp(() => ({ all: createPurse(mostMs), each: new Map<string, TailTurns>() }));

/** The turns of a workspace in this process. */
export function tailTurnsOf(app: App, workspaceId: string): TailTurns {
  const { all, each } = known(app);
  const turns = each.get(workspaceId) ?? startTurns(all);
  if (each.size > 1000) each.clear();
  each.set(workspaceId, turns);
  return turns;
}

function startTurns(all: Purse): TailTurns {
  const own = createPurse(mostMsOfOne);
  const left = () => all.left() > 0 && own.left() > 0;
  let waiting: (() => void)[] = [];
  let runs = false;

  async function takeTurns(): Promise<void> {
    const startedAt = performance.now();
    let spentAt = processorMs();
    const turns = waiting;
    let next = 0;
    while (next < turns.length && left() && performance.now() - startedAt < turnMs) {
      turns[next]?.();
      next += 1;
      // A tick comes when all that this has set off has run, or waits.
      await new Promise<void>((resolve) => process.nextTick(resolve));
      const now = processorMs();
      all.spend(now - spentAt);
      own.spend(now - spentAt);
      spentAt = now;
    }
    waiting = turns.slice(next);
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await (left() ? afterOthers() : sleep(emptyMs));
      await takeTurns();
    }
    runs = false;
  }

  return {
    left,
    async turn() {
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      if (!runs) {
        runs = true;
        void run();
      }
      await turn;
    },
  };
}

/** Of this thread alone: what a busy machine gives to others is not a tail's. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
