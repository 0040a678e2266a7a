import type { TransactionSql } from "postgres";

/** A stretch of time in microseconds since 1970, without its end; null where it is open. */
export interface Stretch {
  readonly since: number | null;
  readonly until: number | null;
}

const dayMicros = 86_400_000_000;

/**
 * The days that there are entries for, in the order in which a page is looked for: one day, one more, then two, four and so on
 * together. Together they are the whole stretch that was asked for.
 */
export async function stretchesOf(
  tx: TransactionSql,
  { since, until }: { since?: number; until?: number },
  newestFirst: boolean,
): Promise<Stretch[]> {
  const rows = await tx<{ day: string }[]>`
    select distinct extract(epoch from on_day)::bigint::text as day from plumbline.log_partitions()`;
  const days = rows
    .map(({ day }) => Number(day) * 1_000_000)
    .filter((day) => (since === undefined || day + dayMicros > since) && (until === undefined || day < until))
    .sort((a, b) => (newestFirst ? b - a : a - b));
  const cuts: number[] = [];
  for (let taken = 1, size = 1; taken < days.length; size = taken, taken += size) {
    const last = days[taken - 1] as number;
    cuts.push(newestFirst ? last : last + dayMicros);
  }
  const ends = [(newestFirst ? until : since) ?? null, ...cuts, (newestFirst ? since : until) ?? null];
  return ends.slice(1).map((end, index) => {
    const begin = ends[index] as number | null;
    return newestFirst ? { since: end, until: begin } : { since: begin, until: end };
  });
}
