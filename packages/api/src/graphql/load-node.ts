import { withSystem } from "@plumbline/db/with-system";
import { and, eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { accessTo } from "../service/authorize.ts";
import type { Context } from "../service/context.ts";
import type { Permission } from "../service/permissions.ts";

type WorkspaceTable = PgTable & { id: PgColumn; workspaceId: PgColumn; tenantId?: PgColumn };

/**
 * How `node(id:)` finds a row of a workspace table: it looks up whose it is, asks whether the actor may read there, and only
 * then reads it, bound to that workspace. Strangers and those who lack the permission get null, like for an id that never was.
 */
export function loadNode<Table extends WorkspaceTable>(table: Table, permission: Permission) {
  return async (id: string, ctx: Context): Promise<Table["$inferSelect"] | null> => {
    const [found] = await withSystem(ctx.app.database, (tx) =>
      tx
        .select({ workspaceId: table.workspaceId })
        .from(table as PgTable)
        .where(eq(table.id, id)),
    );
    if (!found) return null;
    const workspaceId = found.workspaceId as string;
    const access = await accessTo(ctx, workspaceId);
    if (!access?.allows(permission)) return null;
    const ownTenant = access.tenantId && table.tenantId ? eq(table.tenantId, access.tenantId) : undefined;
    const [row] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(table as PgTable)
        .where(and(eq(table.id, id), ownTenant)),
    );
    return (row as Table["$inferSelect"]) ?? null;
  };
}
