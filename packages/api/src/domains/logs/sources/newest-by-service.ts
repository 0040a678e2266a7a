import { logSources } from "@plumbline/db/schema";
import { eq, max } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";

/** When each service last delivered logs, by whatever key: silence of errors means something only while logs arrive. Once per request. */
export async function newestByService(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, Date>> {
  const key = `newest-logs:${workspaceId}`;
  if (!ctx.memo.has(key)) ctx.memo.set(key, read(ctx, workspaceId));
  return await (ctx.memo.get(key) as Promise<ReadonlyMap<string, Date>>);
}

async function read(ctx: Context, workspaceId: string): Promise<ReadonlyMap<string, Date>> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ service: logSources.service, at: max(logSources.lastAt) })
      .from(logSources)
      .where(eq(logSources.workspaceId, workspaceId))
      .groupBy(logSources.service),
  );
  return new Map(rows.flatMap(({ service, at }) => (at ? [[service, at] as const] : [])));
}
