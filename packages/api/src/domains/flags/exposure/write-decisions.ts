import type { Db } from "@plumbline/db";
import { sql } from "drizzle-orm";
import type { SeenDecision } from "./exposure-buffer.ts";

/**
 * Adds up which steps and rules decided. Of flags that are not there nothing is kept; a rule that the flag has no more counts for its
 * step alone, so that made-up rules, which a publishable key can send, make no rows. In one order, against deadlocks.
 */
export async function writeDecisions(tx: Db, workspaceId: string, decisions: readonly SeenDecision[]): Promise<void> {
  const rows = decisions.map(({ place, ...one }) => ({ ...one, environment: place.environmentId }));
  await tx.execute(sql`
    with told as materialized (
      select f.id, r.environment, r.minute, r.step, r.rule, r.count
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as r (environment uuid, flag text, step text, rule text, minute timestamptz, count bigint)
      join flags f on f.workspace_id = ${workspaceId} and f.key = r.flag
    ), known_rules as materialized (
      select distinct c.flag_id, c.environment_id, rule ->> 'id' as rule
      from flag_configurations c cross join jsonb_array_elements(c.rules) as rule
      where c.workspace_id = ${workspaceId}
        and (c.flag_id, c.environment_id) in (select id, environment from told where rule <> '')
    )
    insert into flag_decisions as known (workspace_id, environment_id, flag_id, minute, step, rule_id, count)
    select ${workspaceId}::uuid, t.environment, t.id, t.minute, t.step, coalesce(k.rule, ''), sum(t.count)
    from told t
    left join known_rules k on k.flag_id = t.id and k.environment_id = t.environment and k.rule = t.rule
    group by t.environment, t.id, t.minute, t.step, coalesce(k.rule, '')
    order by t.id, t.environment, t.minute, t.step, coalesce(k.rule, '')
    on conflict (workspace_id, flag_id, environment_id, minute, step, rule_id)
    do update set count = known.count + excluded.count`);
}
