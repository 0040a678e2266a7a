import type { PollContract } from "../provider.ts";
import type { NormalisedSignal } from "./normalised-signal.ts";
import type { ProviderAccess } from "./provider-access.ts";
import { readMoment, readText } from "./read-path.ts";

/** One entry of a list that a poll reads: when it was made or changed there, and what it tells. */
export interface WindowItem {
  at: Date;
  signals: NormalisedSignal[];
}

/** One page of it. */
export interface WindowPage {
  items: WindowItem[];
  /** How the provider names the page after this one; left out on the last. */
  next?: string | undefined;
}

/** How a list is read by time. */
export interface WindowPollOptions {
  /** Seconds between polls. */
  intervalSeconds: number;
  /** Seconds that are read again because the provider shows entries late; what is known already is dropped by its key. Default 0. */
  overlapSeconds?: number;
  /** Reads what was made or changed at `since` or later. */
  read: (access: ProviderAccess, since: Date, page: string | undefined) => Promise<WindowPage>;
}

/** Pages in one poll; what is left is read by the next one, so that a long gap costs several polls and no entry. */
const mostPages = 20;

/**
 * Polls a list by time. The cursor is the newest moment seen, never before the first poll; an entry that is read twice has the same
 * key and is one signal.
 */
export function windowPoll({ intervalSeconds, overlapSeconds = 0, read }: WindowPollOptions): PollContract {
  return {
    intervalSeconds,
    cursorAt: (at) => ({ from: at.toISOString(), since: at.toISOString() }),
    async run(access, cursor) {
      const since = readMoment(cursor, "since");
      if (!since) {
        // Nothing before the connection is news, but a credential that may not read the list must show now.
        await read(access, access.now, undefined);
        const now = access.now.toISOString();
        return { signals: [], cursor: { from: now, since: now } };
      }
      const from = readMoment(cursor, "from") ?? since;
      const start = new Date(Math.max(from.getTime(), since.getTime() - overlapSeconds * 1000));
      let page = readText(cursor, "page");
      let newest = readMoment(cursor, "newest") ?? since;
      const items: WindowItem[] = [];
      for (let pages = 0; pages < mostPages; pages += 1) {
        const got = await read(access, start, page);
        items.push(...got.items);
        for (const { at } of got.items) if (at > newest && at <= access.now) newest = at;
        page = got.next;
        if (!page) break;
      }
      items.sort((a, b) => a.at.getTime() - b.at.getTime());
      const marks = { from: from.toISOString() };
      return {
        signals: items.flatMap(({ signals }) => signals),
        more: page !== undefined,
        cursor: page
          ? { ...marks, since: since.toISOString(), newest: newest.toISOString(), page }
          : { ...marks, since: newest.toISOString() },
      };
    },
  };
}
