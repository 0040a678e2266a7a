import type { App } from "../../../app.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import type { Arrival } from "./arrival.ts";
import { readArrivals, readSize } from "./read-arrivals.ts";
import { createSearchGroup, type SearchGroup } from "./search-group.ts";
import type { TailSearch } from "./tail-search.ts";
import { tailTurnsOf } from "./tail-turns.ts";

/** Milliseconds between two reads of a workspace, and between two looks when no notice comes. */
const paceMs = 50;
const pollMs = 1000;

/** What arrives in one workspace: read once for all who follow it in this process. */
export interface WorkspaceFeed {
  /** By the key of what they look for. */
  readonly groups: ReadonlyMap<string, SearchGroup>;
  /** The tails that look for this; the first one makes it. */
  join(search: TailSearch): SearchGroup;
  /** Forgets a group that nobody is in any more. */
  tidy(search: TailSearch): void;
  readonly started: Promise<void>;
  wake(): void;
  stop(): void;
}

export function startFeed(app: App, workspaceId: string): WorkspaceFeed {
  const store = logStoreOf(app);
  const turns = tailTurnsOf(app, workspaceId);
  const groups = new Map<string, SearchGroup>();
  let position = 0;
  let stopped = false;
  let woken = false;
  let rouse = () => {};

  async function sleep(ms: number, untilWoken: boolean): Promise<void> {
    if (stopped || (untilWoken && woken)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      if (!untilWoken) return;
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function handOut(arrivals: readonly Arrival[], upTo: number): Promise<void> {
    // Where more waits than one read, and there is no time even for this one: it would never be caught up with.
    const isBehind = arrivals.length === readSize && !turns.left();
    for (const group of groups.values()) {
      if (group.position() >= upTo) continue;
      if (isBehind || arrivals.length === 0) group.passOver(arrivals.length, upTo);
      else {
        await turns.turn();
        group.deliver(arrivals, upTo);
      }
    }
  }

  async function round(): Promise<void> {
    const upTo = await store.safeSeq();
    while (!stopped && position < upTo) {
      const arrivals = await readArrivals(app, workspaceId, { after: position, upTo });
      const reached = arrivals.length < readSize ? upTo : (arrivals.at(-1)?.line.seq ?? upTo);
      await handOut(arrivals, reached);
      position = reached;
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await sleep(pollMs, true);
      woken = false;
      try {
        await round();
      } catch (err) {
        if (stopped) return;
        app.log.warn(
          { err, workspaceId },
          "The live logs of a workspace could not be read; the next look is in a second.",
        );
        await sleep(pollMs, false);
      }
      await sleep(paceMs, false);
    }
  }

  return {
    groups,
    join(search) {
      const group = groups.get(search.key) ?? createSearchGroup(search, () => position);
      groups.set(search.key, group);
      return group;
    },
    tidy({ key }) {
      if (groups.get(key)?.followers.size === 0) groups.delete(key);
    },
    started: store.safeSeq().then((seq) => {
      position = seq;
      void run();
    }),
    wake() {
      woken = true;
      rouse();
    },
    stop() {
      stopped = true;
      rouse();
    },
  };
}
