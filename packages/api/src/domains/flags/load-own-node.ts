import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { loadNode } from "../../graphql/load-node.ts";
import type { Context } from "../../service/context.ts";
import { ownEnvironment } from "../../service/own-environment.ts";

type PlacedTable = PgTable & { id: PgColumn; workspaceId: PgColumn; environmentId: PgColumn };

/** How `node(id:)` finds what stands in one environment: to an API key of another it is as if it were not there. Needs `flags:read`. */
export function loadOwnNode<Table extends PlacedTable>(table: Table) {
  const load = loadNode(table, "flags:read");
  return async (id: string, ctx: Context): Promise<Table["$inferSelect"] | null> => {
    const row = await load(id, ctx);
    const { environmentId = null } = (row ?? {}) as { environmentId?: string | null };
    const only = ownEnvironment(ctx);
    return only === null || environmentId === null || environmentId === only ? row : null;
  };
}
