import type { PendingQuery, Row, TransactionSql } from "postgres";

type Fragment = PendingQuery<Row[]>;

/** A moment in microseconds since 1970 as a timestamp; a float would lose the last ones. */
export function timeOf(tx: TransactionSql, micros: number): Fragment {
  return tx`'epoch'::timestamptz + ${String(Math.round(micros))}::bigint * interval '1 microsecond'`;
}
