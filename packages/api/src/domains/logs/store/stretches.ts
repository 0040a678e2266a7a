import type { TransactionSql } from "postgres";
import { isByHours, startsOf } from "./text-hours.ts";

/** A stretch of time in milliseconds since 1970, without its end; null where it is open. */
export interface Stretch {
  readonly since: number | null;
  readonly until: number | null;
}

const dayMs = 86_400_000;

/**
 * The order in which a page is looked for: the hours of the days that are not indexed as a whole, then one day, one more, two, four
 * and so on together. Together they are the whole time that was asked for, which is given in whole milliseconds.
 */
export async function stretchesOf(
  tx: TransactionSql,
  { since, until }: Stretch,
  newestFirst: boolean,
): Promise<Stretch[]> {
  const rows = await tx<{ day: string }[]>`
    select distinct extract(epoch from on_day)::bigint::text as day from plumbline.log_partitions()`;
  const now = Date.now();
  const cuts = cutsOf(
    rows.map(({ day }) => Number(day) * 1000).sort((a, b) => a - b),
    now,
    newestFirst,
  ).filter((cut) => (since === null || cut > since) && (until === null || cut < until));
  const ends = [since, ...cuts, until];
  const stretches = ends.slice(1).map((end, index): Stretch => ({ since: ends[index] ?? null, until: end }));
  return newestFirst ? stretches.reverse() : stretches;
}

/** Where time is cut, ascending. */
function cutsOf(days: readonly number[], now: number, newestFirst: boolean): number[] {
  const byHours = days.filter((day) => isByHours(day, now));
  const whole = days.filter((day) => !isByHours(day, now));
  const ordered = newestFirst ? [...whole].reverse() : whole;
  const cuts = byHours.flatMap((day) => (day > now ? [day] : startsOf(day)));
  for (let taken = 1, size = 1; taken < ordered.length; size = taken, taken += size) {
    const last = ordered[taken - 1] as number;
    cuts.push(newestFirst ? last : last + dayMs);
  }
  return [...new Set(cuts)].sort((a, b) => a - b);
}
