import type { Db } from "@plumbline/db";
import { sql } from "drizzle-orm";

/**
 * Deletes every row of a workspace, in every table that has a `workspace_id`: the tables are read from the catalogue, so that
 * those of later domains are covered without being named. The row in `workspaces` itself stays.
 * @returns how many rows each table lost, tables without any left out
 */
export async function deleteWorkspaceRows(tx: Db, workspaceId: string): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  for (const table of await tablesFromTheLeaves(tx)) {
    const result = (await tx.execute(
      sql`with gone as (delete from ${sql.identifier(table)} where workspace_id = ${workspaceId} returning 1)
          select count(*)::int as n from gone`,
    )) as unknown as { n: number }[];
    const rows = result[0]?.n ?? 0;
    if (rows > 0) deleted[table] = rows;
  }
  return deleted;
}

/** Tables with a `workspace_id`, those that refer to others before those that are referred to. */
async function tablesFromTheLeaves(tx: Db): Promise<string[]> {
  const tables = (await tx.execute(sql`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`)) as unknown as { name: string }[];
  const references = (await tx.execute(sql`
    select f.relname as "from", t.relname as "to" from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.conrelid <> k.confrelid and k.conparentid = 0`)) as unknown as {
    from: string;
    to: string;
  }[];
  const left = new Set(tables.map((table) => table.name));
  const ordered: string[] = [];
  while (left.size > 0) {
    const leaves = [...left].filter((name) => !references.some((each) => each.to === name && left.has(each.from)));
    // Tables that refer to each other in a circle must cascade; any order does for them.
    const next = leaves.length > 0 ? leaves : [...left];
    ordered.push(...next);
    for (const name of next) left.delete(name);
  }
  return ordered;
}
