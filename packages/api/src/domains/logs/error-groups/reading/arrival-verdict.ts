import type { ErrorGroup } from "../group/error-group-ref.ts";

/** What came for a group within a batch. */
export interface Arrival {
  count: number;
  /** Newest entry's time. */
  lastAt: Date;
  releases: readonly string[];
  /** Whether an entry named no release. */
  unnamed: boolean;
}

/** What an arrival changes for a group beside its counts. */
export type Verdict = { kind: "counted" } | { kind: "regressed" } | { kind: "unmuted"; because: string };

/**
 * Whether what came means that a resolved group is back, or that a muted one is loud again.
 * @param known releases that were seen before it was resolved
 */
export function judgeArrival(group: ErrorGroup, arrival: Arrival, known: ReadonlySet<string>, now: Date): Verdict {
  if (group.state === "resolved" && group.resolvedAt) {
    if (arrival.lastAt <= group.resolvedAt) return { kind: "counted" };
    const fresh = arrival.unnamed || arrival.releases.some((release) => !known.has(release));
    return group.resolvedIn === null || fresh ? { kind: "regressed" } : { kind: "counted" };
  }
  if (group.state === "muted") {
    const because = endOfMute(group, group.count + arrival.count, now);
    if (because) return { kind: "unmuted", because };
  }
  return { kind: "counted" };
}

/** Why a mute is over; null while it holds. */
export function endOfMute({ mutedUntil, mutedUntilCount }: ErrorGroup, count: number, now: Date): string | null {
  if (mutedUntilCount !== null && count >= mutedUntilCount) return `It has come ${mutedUntilCount} times by now.`;
  if (mutedUntil !== null && now >= mutedUntil) return "Its time is over.";
  return null;
}
