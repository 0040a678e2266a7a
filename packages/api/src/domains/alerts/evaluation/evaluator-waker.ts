import type { TransactionSql } from "postgres";
import type { NumberedEvent } from "../../../outbox/number-events.ts";
import { inboundDeeds } from "../alert/read-inbound.ts";
import { evaluateEvents } from "../jobs/evaluate-events.ts";

/** Which event types some active rule wants, by workspace. */
type Wanted = Map<string, ReadonlySet<string>>;

/** A workspace's entry lives until one of these passes: only they change what its rules want, and every one of them passes here. */
const changing = new Set(["created", "updated", "enabled", "disabled", "deleted"].map((deed) => `alert_rule.${deed}`));

/** Workspaces that are remembered at most; beyond them all are asked for again. */
const mostRemembered = 10_000;

/**
 * The relay's way to wake evaluators: one keyed job for each workspace of a batch that holds events which some rule wants, in the
 * relay's own transaction.
 */
export interface EvaluatorWaker {
  wake(tx: TransactionSql, batch: readonly NumberedEvent[], fence: number): Promise<void>;
}

export function createEvaluatorWaker(): EvaluatorWaker {
  const wanted: Wanted = new Map();
  let rememberedUnder = -1;
  return {
    async wake(tx, batch, fence) {
      // Under another fence this process did not see what passed meanwhile.
      if (fence !== rememberedUnder || wanted.size > mostRemembered) wanted.clear();
      rememberedUnder = fence;
      for (const { type, workspaceId } of batch) if (changing.has(type)) wanted.delete(workspaceId);
      await learn(tx, wanted, [...new Set(batch.map(({ workspaceId }) => workspaceId))]);
      const woken = new Map<string, number>();
      for (const { workspaceId, type, signalType, position } of batch) {
        if (woken.has(workspaceId)) continue;
        const inbound = signalType !== null && signalType in inboundDeeds;
        if (inbound || wanted.get(workspaceId)?.has(type)) woken.set(workspaceId, Number(position));
      }
      if (woken.size > 0) await addJobs(tx, woken);
    },
  };
}

async function learn(tx: TransactionSql, wanted: Wanted, workspaceIds: readonly string[]): Promise<void> {
  const unknown = workspaceIds.filter((id) => !wanted.has(id));
  if (unknown.length === 0) return;
  const rows = await tx<{ workspaceId: string; types: string[] }[]>`
    select workspace_id as "workspaceId", array_agg(distinct type) as types
    from alert_rules, unnest(event_types) as type
    where workspace_id = any(${unknown}::uuid[]) and enabled and archived_at is null
    group by workspace_id`;
  for (const id of unknown) wanted.set(id, new Set());
  for (const { workspaceId, types } of rows) wanted.set(workspaceId, new Set(types));
}

/** An evaluator that does not exist yet begins with the first event that woke it. */
async function addJobs(tx: TransactionSql, woken: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...woken].map(([workspaceId, position]) => ({ workspaceId, before: position - 1 }));
  const json = JSON.stringify(rows);
  await tx`
    insert into alert_evaluators (workspace_id, cursor)
    select w."workspaceId", w.before from jsonb_to_recordset(${json}::text::jsonb) as w("workspaceId" uuid, before bigint)
    order by 1 on conflict do nothing`;
  await tx`
    select plumbline.enqueue(
      ${evaluateEvents.name}, json_build_object('workspaceId', w."workspaceId"), now(), ${evaluateEvents.maxAttempts}::int,
      'alerts.evaluate:' || w."workspaceId"
    ) from jsonb_to_recordset(${json}::text::jsonb) as w("workspaceId" uuid)`;
}
