import type { Sql } from "postgres";

/** A fingerprint of each table's rows of one workspace, by the table's name. */
export type WorkspaceDigest = Record<string, string>;

/** Places in the log of all workspaces that a clock moves on, whoever wrote what lies before them: nothing of the workspace itself. */
const movedByClock = ["alert_evaluators"];

/**
 * Reads every table that the catalogue knows, so that those of later domains are covered.
 * @param owner the database's owner, who sees through the policies
 */
export async function digestWorkspace(owner: Sql, workspaceId: string): Promise<WorkspaceDigest> {
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname = case c.relname when 'workspaces' then 'id' else 'workspace_id' end`;
  const digest: WorkspaceDigest = {};
  for (const { name } of tables.filter((table) => !movedByClock.includes(table.name))) {
    const key = name === "workspaces" ? "id" : "workspace_id";
    const [row] = await owner.unsafe(
      `select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
       from "${name}" t where "${key}" = $1`,
      [workspaceId],
    );
    digest[name] = row?.print;
  }
  return digest;
}

/** Waits until nothing moves any more: deliveries, mails and relay are behind what was done. */
export async function quietDigest(owner: Sql, workspaceId: string): Promise<WorkspaceDigest> {
  let before = await digestWorkspace(owner, workspaceId);
  for (let look = 0; look < 30; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const now = await digestWorkspace(owner, workspaceId);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  throw new TypeError("The workspace does not come to rest: something writes into it all the time.");
}
