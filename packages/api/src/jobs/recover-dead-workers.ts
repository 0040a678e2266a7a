import type { Sql } from "postgres";

/**
 * Gives back the jobs of worker processes that no longer hold their advisory lock: they were killed. Graphile-worker itself
 * would wait four hours before it believes that.
 * @returns how many processes were found dead
 */
export async function recoverDeadWorkers(sql: Sql): Promise<number> {
  return await sql.begin(async (tx) => {
    const dead = await tx<{ name: string; workerIds: string[] }[]>`
      select name, worker_ids as "workerIds" from worker_processes as w
      where not exists (
        select from pg_locks where locktype = 'advisory' and granted
          and ((classid::bigint << 32) | objid::bigint) = w.lock_key
          and database = (select oid from pg_database where datname = current_database()))
      for update skip locked`;
    if (dead.length === 0) return 0;
    const workerIds = dead.flatMap((process) => process.workerIds);
    await tx`select graphile_worker.force_unlock_workers(${workerIds})`;
    await tx`delete from worker_processes where name in ${tx(dead.map((process) => process.name))}`;
    return dead.length;
  });
}
