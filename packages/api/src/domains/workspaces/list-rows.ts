import { and, count, eq, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { counted } from "../../graphql/total-count.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { Permission } from "../../service/permissions.ts";

type WorkspaceTable = PgTable & { id: PgColumn; workspaceId: PgColumn };

export interface ListRowsOptions<Table extends WorkspaceTable> {
  table: Table;
  workspaceId: string;
  permission: Permission;
  page: PageArgs;
  /** Narrows the list. Default: all rows of the workspace. */
  where?: SQL | undefined;
  /** The unique column that orders the list, by the name of its property. Default `id`, which is by creation. */
  by?: keyof Table["$inferSelect"] & string;
  /** Default true. */
  newestFirst?: boolean;
}

/**
 * A page of a workspace table with a count of the whole list.
 * @throws NotFoundError for strangers
 * @throws ForbiddenError without the permission
 */
export async function listRows<Table extends WorkspaceTable>(ctx: Context, options: ListRowsOptions<Table>) {
  type Row = Table["$inferSelect"];
  const { table, workspaceId, permission, page, where, by = "id", newestFirst = true } = options;
  await authorize(ctx, workspaceId, permission);
  const all = and(eq(table.workspaceId, workspaceId), where);
  const column = table[by as unknown as keyof Table] as unknown as PgColumn;
  const rows = paginate(
    page,
    (row: Row) => String(row[by]),
    (request) => {
      const { where: bounds, orderBy } = keyset(column, request, newestFirst);
      return ctx.reads.workspace(workspaceId, (db) =>
        db
          .select()
          .from(table as PgTable)
          .where(and(all, bounds))
          .orderBy(orderBy)
          .limit(request.limit),
      ) as Promise<Row[]>;
    },
  );
  return await counted(rows, async () => {
    const [total] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ n: count() })
        .from(table as PgTable)
        .where(all),
    );
    return total?.n ?? 0;
  });
}
