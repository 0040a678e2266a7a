import type { TransactionSql } from "postgres";

/** An event that just got its position: what the durable sinks need to decide whether they care. */
export interface NumberedEvent {
  seq: string;
  id: string;
  position: string;
  workspaceId: string;
  type: string;
  tenantId: string | null;
  /** What a `signal.received` is about, `alert.firing`; null for other events. */
  signalType: string | null;
}

/** Events numbered in one transaction at most. */
export const batchSize = 2000;

/**
 * Gives committed, unnumbered events their positions in the order of their identity column, and moves the relay's own mark in
 * the same statement, which is its sign of life too. An event that commits later with a lower identity gets a later position: nothing is ever skipped.
 * @returns the numbered events, or null when the fence was lost to another relay
 */
export async function numberEvents(tx: TransactionSql, fence: number): Promise<NumberedEvent[] | null> {
  const [held] = await tx`select 1 from relay_state where id = 1 and fence = ${fence} for update`;
  if (!held) return null;
  const rows = await tx<NumberedEvent[]>`
    with batch as (
      select seq, row_number() over (order by seq) as n
      from (select seq from events where position is null order by seq limit ${batchSize}) as unnumbered
    ), moved as (
      update relay_state set position = position + (select count(*) from batch), alive_at = clock_timestamp()
      where id = 1
      returning position - (select count(*) from batch) as base
    )
    update events as e set position = moved.base + batch.n
    from batch, moved where e.seq = batch.seq
    returning e.seq, e.id, e.position, e.workspace_id as "workspaceId", e.type, e.tenant_id as "tenantId",
      case when e.type = 'signal.received' then e.data->>'type' end as "signalType"`;
  return rows.sort((a, b) => Number(a.position) - Number(b.position));
}
