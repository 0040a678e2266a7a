import type { Database, Db } from "./open-database.ts";

/**
 * A transaction across workspaces, as `plumbline_system`: sign-in, key look-up, installation routing, relay. Only the files that
 * the import law lists may import this; everything else binds a workspace.
 */
export async function withSystem<T>(database: Database, work: (tx: Db) => Promise<T>): Promise<T> {
  return await database.system.transaction(async (tx) => await work(tx));
}
