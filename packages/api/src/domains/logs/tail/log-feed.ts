import type { App } from "../../../app.ts";
import { RateLimitedError } from "../../../service/errors.ts";
import { perApp } from "../../../service/per-app.ts";
import type { Arrival } from "./arrival.ts";
import { readArrivals } from "./read-arrivals.ts";
import type { LogFollower } from "./search-group.ts";
import type { TailSearch } from "./tail-search.ts";
import { startFeed, type WorkspaceFeed } from "./workspace-feed.ts";

/** Tails of one workspace in this process: what arrives is handed to each. */
const mostFollowers = 100;

/** The live feeds of this process. */
export interface LogFeeds {
  /**
   * Begins to follow; resolves when nothing that is stored from now on is missed. `position` is up to where those who look for the
   * same were told everything.
   * @throws RateLimitedError when too many follow the workspace here
   */
  follow(
    workspaceId: string,
    search: TailSearch,
    follower: LogFollower,
  ): Promise<{ position(): number; leave(): void }>;
  /** Entries of a stretch of arrivals, for who resumes. */
  read(workspaceId: string, range: { after: number; upTo: number }): Promise<Arrival[]>;
  /** Workspaces that are followed here. */
  size(): number;
}

/** One read per process and workspace, and one look per search, however many tails there are. */
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
    async follow(workspaceId, search, follower) {
      const feed = open(workspaceId);
      const size = [...feed.groups.values()].reduce((sum, { followers }) => sum + followers.size, 0);
      if (size >= mostFollowers)
        throw new RateLimitedError(
          `${mostFollowers} tails follow the logs of this workspace here already; close one.`,
          10,
        );
      const group = feed.join(search);
      group.followers.add(follower);
      const leave = () => {
        group.followers.delete(follower);
        feed.tidy(search);
        if (feed.groups.size === 0) close(workspaceId, feed);
      };
      try {
        await feed.started;
      } catch (error) {
        leave();
        throw error;
      }
      return { position: group.position, leave };
    },
    read: async (workspaceId, range) => await readArrivals(app, workspaceId, range),
    size: () => feeds.size,
  };
});
