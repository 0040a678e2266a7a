import type { PendingQuery, Row, TransactionSql } from "postgres";

/** The least that anything is kept, in milliseconds: what is younger needs no look at its days. */
const leastKeptMs = 86_400_000;

/**
 * The condition that an entry's days are not over. Its partition stands until the end of the UTC day in which they end, and longer
 * when it cannot be dropped at once: nobody finds it there. Empty for questions about times that are younger than any limit.
 * @param since milliseconds since 1970 from which the question looks; null for the beginning
 */
export function withinRetention(tx: TransactionSql, now: Date, since: number | null): PendingQuery<Row[]> {
  if (since !== null && since > now.getTime() - leastKeptMs) return tx``;
  return tx`and e.time > ${now}::timestamptz - e.keep_days * interval '1 day'`;
}
