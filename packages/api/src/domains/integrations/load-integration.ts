import { integrations } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, eq, inArray } from "drizzle-orm";
import { accessTo } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

type Integration = typeof integrations.$inferSelect;

/** An integration by its id, many of one request in one query. Null when it is gone, or not the actor's to see. */
export async function loadIntegration(ctx: Context, workspaceId: string, id: string): Promise<Integration | null> {
  const key = `integrations:${workspaceId}`;
  const known = ctx.memo.get(key) as DataLoader<string, Integration | null> | undefined;
  const loader = known ?? new DataLoader((ids: readonly string[]) => loadMany(ctx, workspaceId, ids));
  if (!known) ctx.memo.set(key, loader);
  return await loader.load(id);
}

async function loadMany(ctx: Context, workspaceId: string, ids: readonly string[]): Promise<(Integration | null)[]> {
  const access = await accessTo(ctx, workspaceId);
  if (!access?.allows("integrations:read")) return ids.map(() => null);
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(integrations)
      .where(
        and(
          eq(integrations.workspaceId, workspaceId),
          inArray(integrations.id, [...ids]),
          access.tenantId ? eq(integrations.tenantId, access.tenantId) : undefined,
        ),
      ),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
