import type { Sql } from "postgres";
import type { RecordedEvent } from "../outbox/record-event.ts";

/** Rows of one read of the log. */
export const readSize = 500;

export interface ReadLogOptions {
  workspaceIds: readonly string[];
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  upTo: number;
  limit?: number;
}

/** Numbered events in the order of their positions. Across workspaces, hence for the hub only, which authorizes each group. */
export async function readLog(
  sql: Sql,
  { workspaceIds, after, upTo, limit = readSize }: ReadLogOptions,
): Promise<RecordedEvent[]> {
  const rows = await sql`
    select seq, position, id, workspace_id as "workspaceId", type, subject_type as "subjectType", subject_id as "subjectId",
      tenant_id as "tenantId", actor_type as "actorType", actor_id as "actorId", actor_name as "actorName",
      request_id as "requestId", data, before, after, occurred_at as "occurredAt"
    from events
    where workspace_id = any(${[...workspaceIds]}::uuid[]) and position > ${after} and position <= ${upTo}
    order by position limit ${limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq), position: Number(row.position) }) as RecordedEvent);
}
