import type { LogEntry } from "../../store/log-entry.ts";

/** How often something came within a batch, and when. */
export interface Seen {
  count: number;
  /** Milliseconds since 1970. */
  first: number;
  last: number;
  /** When the server took the newest. */
  arrived: number;
}

/** What a batch holds of one signature. */
export interface Tally extends Seen {
  signature: string;
  oldest: LogEntry;
  newest: LogEntry;
  severity: number;
  /** Errors by the begin of their minute, in milliseconds since 1970. */
  minutes: Map<number, number>;
  tenants: Map<string, Seen>;
  releases: Map<string, Seen>;
  /** By the environment's id, '' for entries that name none. */
  environments: Map<string, Seen>;
}

const minuteMs = 60_000;

/** The release that sent an entry: `service.version` of its resource. */
export function releaseOf({ source }: LogEntry): string | null {
  const version = source.resource["service.version"];
  return typeof version === "string" && version !== "" ? version.slice(0, 200) : null;
}

/** Sums up entries by their signature, in the order in which these first came. */
export function tallyErrors(entries: readonly LogEntry[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const entry of entries) {
    const signature = entry.groupId;
    if (signature === null) continue;
    const arrived = Math.floor(entry.receivedAt / 1000);
    // A sender's clock may be fast; what was taken already did not happen later.
    const moment = { at: Math.min(Math.floor(entry.time / 1000), arrived), arrived };
    const tally = tallies.get(signature) ?? emptyTally(signature, entry, moment);
    tallies.set(signature, tally);
    see(tally, moment);
    tally.newest = entry;
    tally.severity = Math.max(tally.severity, entry.severity);
    const minute = Math.floor(moment.at / minuteMs) * minuteMs;
    tally.minutes.set(minute, (tally.minutes.get(minute) ?? 0) + 1);
    if (entry.tenant) see(seenIn(tally.tenants, entry.tenant.slice(0, 200), moment), moment);
    const release = releaseOf(entry);
    if (release) see(seenIn(tally.releases, release, moment), moment);
    see(seenIn(tally.environments, entry.environmentId ?? "", moment), moment);
  }
  return [...tallies.values()];
}

/** When an error happened, and when the server took it; milliseconds since 1970. */
interface Moment {
  at: number;
  arrived: number;
}

function emptyTally(signature: string, entry: LogEntry, moment: Moment): Tally {
  return {
    signature,
    ...unseen(moment),
    oldest: entry,
    newest: entry,
    severity: entry.severity,
    minutes: new Map(),
    tenants: new Map(),
    releases: new Map(),
    environments: new Map(),
  };
}

function unseen({ at, arrived }: Moment): Seen {
  return { count: 0, first: at, last: at, arrived };
}

function see(seen: Seen, { at, arrived }: Moment): void {
  seen.count += 1;
  seen.first = Math.min(seen.first, at);
  seen.last = Math.max(seen.last, at);
  seen.arrived = Math.max(seen.arrived, arrived);
}

function seenIn(all: Map<string, Seen>, value: string, moment: Moment): Seen {
  const seen = all.get(value) ?? unseen(moment);
  all.set(value, seen);
  return seen;
}
