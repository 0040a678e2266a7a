import type { App } from "../../../app.ts";
import { systemContext } from "../../../service/context.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { perApp } from "../../../service/per-app.ts";
import { environmentsOf } from "../query/resolve-search.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { type Arrival, arrivalOf } from "./arrival.ts";

/** Entries of one read, milliseconds between two reads of a workspace, and between two looks when no notice comes. */
const readSize = 2000;
const paceMs = 50;
const pollMs = 1000;

/** Tails of one workspace in this process: what arrives is held against each. */
const mostFollowers = 200;

/** Milliseconds for which the names of environments are remembered. */
const rememberMs = 30_000;

/** Who follows a workspace's logs in this process. */
export interface LogFollower {
  /** Everything that arrived, in its order; each entry once. `position` is the last seq that was looked at. */
  take(arrivals: readonly Arrival[], position: number): void;
  /** Reading failed for good; nothing more comes. */
  fail(error: unknown): void;
}

/** What arrives in one workspace: read once for all who follow it in this process. */
interface WorkspaceFeed {
  readonly followers: Set<LogFollower>;
  /** Everything up to here was handed out. */
  position: number;
  readonly started: Promise<void>;
  wake(): void;
  stop(): void;
}

/** The live feeds of this process. */
export interface LogFeeds {
  /**
   * Begins to follow; resolves when nothing that is stored from now on is missed.
   * @throws RateLimitedError when too many follow the workspace here
   */
  follow(workspaceId: string, follower: LogFollower): Promise<{ position(): number; leave(): void }>;
  /** Entries of a stretch of arrivals, for who resumes. */
  read(workspaceId: string, range: { after: number; upTo: number }): Promise<Arrival[]>;
  /** Workspaces that are followed here. */
  size(): number;
}

/** One read per process and workspace, however many tails there are. */
export const logFeedsOf: (app: App) => LogFeeds = perApp((app) => {
  const feeds = new Map<string, WorkspaceFeed>();
  let detach: (() => void) | null = null;

  function open(workspaceId: string): WorkspaceFeed {
    const known = feeds.get(workspaceId);
    if (known) return known;
    const feed = startFeed(app, workspaceId);
    feeds.set(workspaceId, feed);
    detach ??= app.outbox.bus.onLogs((named) => {
      for (const id of named ?? feeds.keys()) feeds.get(id)?.wake();
    });
    return feed;
  }

  function close(workspaceId: string, feed: WorkspaceFeed): void {
    feed.stop();
    if (feeds.get(workspaceId) === feed) feeds.delete(workspaceId);
    if (feeds.size > 0) return;
    detach?.();
    detach = null;
  }

  return {
    async follow(workspaceId, follower) {
      const feed = open(workspaceId);
      if (feed.followers.size >= mostFollowers)
        throw new RateLimitedError(
          `${mostFollowers} tails follow the logs of this workspace here already; close one.`,
          10,
        );
      feed.followers.add(follower);
      const leave = () => {
        feed.followers.delete(follower);
        if (feed.followers.size === 0) close(workspaceId, feed);
      };
      try {
        await feed.started;
      } catch (error) {
        leave();
        throw error;
      }
      return { position: () => feed.position, leave };
    },
    read: async (workspaceId, range) => await readArrivals(app, workspaceId, range),
    size: () => feeds.size,
  };
});

async function readArrivals(app: App, workspaceId: string, range: { after: number; upTo: number }): Promise<Arrival[]> {
  const entries = await logStoreOf(app).arrivals(workspaceId, { ...range, limit: readSize });
  const keys = entries.length > 0 ? await environmentKeys(app, workspaceId) : new Map<string, string>();
  return entries.map((entry) => arrivalOf(workspaceId, entry, keys));
}

interface RememberedKeys {
  readonly at: number;
  readonly keys: Promise<ReadonlyMap<string, string>>;
}

const rememberedOf = perApp(() => new Map<string, RememberedKeys>());

async function environmentKeys(app: App, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const remembered = rememberedOf(app);
  const known = remembered.get(workspaceId);
  if (known && performance.now() - known.at < rememberMs) return await known.keys;
  const keys = environmentsOf(systemContext(app, "log tail"), workspaceId).then(
    (ids) => new Map([...ids].map(([key, id]) => [id, key])),
  );
  remembered.set(workspaceId, { at: performance.now(), keys });
  keys.catch(() => remembered.delete(workspaceId));
  return await keys;
}

function startFeed(app: App, workspaceId: string): WorkspaceFeed {
  const store = logStoreOf(app);
  const followers = new Set<LogFollower>();
  let stopped = false;
  let woken = false;
  let rouse = () => {};

  const feed: WorkspaceFeed = {
    followers,
    position: 0,
    started: store.safeSeq().then((seq) => {
      feed.position = seq;
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

  async function round(): Promise<void> {
    const upTo = await store.safeSeq();
    while (!stopped && feed.position < upTo) {
      const arrivals = await readArrivals(app, workspaceId, { after: feed.position, upTo });
      // In one turn of the event loop: who resumes joins either before or after it.
      feed.position = arrivals.length < readSize ? upTo : (arrivals.at(-1)?.line.seq ?? upTo);
      for (const follower of followers) follower.take(arrivals, feed.position);
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

  return feed;
}
