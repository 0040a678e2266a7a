import type { LogEntry } from "../../store/log-entry.ts";

/** How often something came within a batch, and when. */
export interface Seen {
  count: number;
  /** Milliseconds since 1970. */
  first: number;
  last: number;
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
    const at = Math.floor(entry.time / 1000);
    const tally = tallies.get(signature) ?? emptyTally(signature, entry, at);
    tallies.set(signature, tally);
    see(tally, at);
    tally.newest = entry;
    tally.severity = Math.max(tally.severity, entry.severity);
    const minute = Math.floor(at / minuteMs) * minuteMs;
    tally.minutes.set(minute, (tally.minutes.get(minute) ?? 0) + 1);
    if (entry.tenant) see(seenIn(tally.tenants, entry.tenant.slice(0, 200), at), at);
    const release = releaseOf(entry);
    if (release) see(seenIn(tally.releases, release, at), at);
  }
  return [...tallies.values()];
}

function emptyTally(signature: string, entry: LogEntry, at: number): Tally {
  return {
    signature,
    count: 0,
    first: at,
    last: at,
    oldest: entry,
    newest: entry,
    severity: entry.severity,
    minutes: new Map(),
    tenants: new Map(),
    releases: new Map(),
  };
}

function see(seen: Seen, at: number): void {
  seen.count += 1;
  seen.first = Math.min(seen.first, at);
  seen.last = Math.max(seen.last, at);
}

function seenIn(all: Map<string, Seen>, value: string, at: number): Seen {
  const seen = all.get(value) ?? { count: 0, first: at, last: at };
  all.set(value, seen);
  return seen;
}
