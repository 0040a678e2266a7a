import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { loadNode } from "../../graphql/load-node.ts";
import type { Context } from "../../service/context.ts";
import { loadIntegration } from "./load-integration.ts";

type OwnedTable = PgTable & { id: PgColumn; workspaceId: PgColumn; integrationId: PgColumn };

/** How `node(id:)` finds what belongs to an integration: only for those who may see the integration, its tenant included. */
export function loadOfIntegration<Table extends OwnedTable>(table: Table) {
  const load = loadNode(table, "integrations:read");
  return async (id: string, ctx: Context): Promise<Table["$inferSelect"] | null> => {
    const row = await load(id, ctx);
    if (!row) return null;
    const { workspaceId, integrationId } = row as { workspaceId: string; integrationId: string };
    return (await loadIntegration(ctx, workspaceId, integrationId)) ? row : null;
  };
}
