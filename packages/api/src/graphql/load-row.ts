import { anyOf } from "@plumbline/db";
import DataLoader from "dataloader";
import { and, eq, getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Context } from "../service/context.ts";

type WorkspaceTable = PgTable & { id: PgColumn; workspaceId: PgColumn };

/**
 * A row of a workspace table by its id, for a resolver whose parent is of the same workspace and was authorized. Siblings are
 * read in one query.
 */
export async function loadRow<Table extends WorkspaceTable>(
  ctx: Context,
  table: Table,
  workspaceId: string,
  id: string,
): Promise<Table["$inferSelect"] | null> {
  type Row = Table["$inferSelect"] & { id: string };
  const key = `row:${getTableName(table)}:${workspaceId}`;
  const loader = (ctx.memo.get(key) as DataLoader<string, Row | null> | undefined) ?? new DataLoader(readRows);
  ctx.memo.set(key, loader);
  return await loader.load(id);

  async function readRows(ids: readonly string[]): Promise<(Row | null)[]> {
    const rows = (await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(table as PgTable)
        .where(and(eq(table.workspaceId, workspaceId), anyOf(table.id, ids))),
    )) as Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((wanted) => byId.get(wanted) ?? null);
  }
}
