import type { WindowState } from "@plumbline/db/schema";

/** Newest matching events that a window and an alert's end remember. */
export const mostSamples = 5;

/** What nothing is known of yet. */
export function emptyWindow(): WindowState {
  return { recent: [], samples: [], lastSeen: null, breachedSince: null, firing: false, value: null };
}

/** The times with one more, in their order, the newest `most` of them. Events may come a little out of order. */
export function withTime(recent: readonly number[], at: number, most: number): number[] {
  const last = recent.at(-1);
  const all = [...recent, at];
  if (last !== undefined && at < last) all.sort((a, b) => a - b);
  return all.slice(-most);
}
