import { integrations } from "@plumbline/db/schema";
import { and, count, eq, inArray, type SQL } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { counted } from "../../graphql/total-count.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { IntegrationState } from "./state-of.ts";

/** Which integrations to list. */
export interface IntegrationFilter {
  tenantId?: string | null;
  provider?: string | null;
  states?: readonly IntegrationState[] | null;
}

/** Integrations of the workspace, the newest first; an embed token sees its tenant's only. */
export async function listIntegrations(
  ctx: Context,
  workspaceId: string,
  args: PageArgs,
  filter: IntegrationFilter = {},
) {
  const where = await ownIntegrations(ctx, workspaceId, filter);
  const page = paginate(
    args,
    (row: typeof integrations.$inferSelect) => row.id,
    (request) => {
      const { where: bounds, orderBy } = keyset(integrations.id, request);
      return ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(integrations).where(and(where, bounds)).orderBy(orderBy).limit(request.limit),
      );
    },
  );
  return await counted(page, () => countIntegrations(ctx, workspaceId, where));
}

async function countIntegrations(ctx: Context, workspaceId: string, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select({ n: count() }).from(integrations).where(where),
  );
  return row?.n ?? 0;
}

async function ownIntegrations(ctx: Context, workspaceId: string, filter: IntegrationFilter): Promise<SQL | undefined> {
  const access = await authorize(ctx, workspaceId, "integrations:read");
  const tenantId = access.tenantId ?? filter.tenantId;
  return and(
    eq(integrations.workspaceId, workspaceId),
    tenantId ? eq(integrations.tenantId, tenantId) : undefined,
    filter.provider ? eq(integrations.provider, filter.provider) : undefined,
    filter.states ? inArray(integrations.state, [...filter.states]) : undefined,
  );
}
