import { sql } from "drizzle-orm";
import type { Database, Db } from "./open-database.ts";

/** A write transaction bound to one workspace: what it touches elsewhere is invisible, what it writes elsewhere fails. */
export async function inWorkspace<T>(
  database: Database,
  workspaceId: string,
  write: (tx: Db) => Promise<T>,
): Promise<T> {
  return await database.app.transaction(async (tx) => {
    await tx.execute(sql`select set_config('plumbline.workspace', ${workspaceId}, true)`);
    return await write(tx);
  });
}
