import { apiKeys, logSources } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";

interface Arrival {
  service: string;
  /** Null for a key of all environments. */
  environmentId: string | null;
  at: Date;
}

/**
 * When a service last delivered logs, by a key of this environment or of all: that no error came means something only while logs
 * arrive. Null when it never did.
 */
export async function newestLogsOf(
  ctx: Context,
  { workspaceId, service, environmentId }: { workspaceId: string; service: string; environmentId: string },
): Promise<Date | null> {
  const key = `newest-logs:${workspaceId}`;
  if (!ctx.memo.has(key)) ctx.memo.set(key, readArrivals(ctx, workspaceId));
  const arrivals = await (ctx.memo.get(key) as Promise<Arrival[]>);
  return arrivals
    .filter((one) => one.service === service && (one.environmentId ?? environmentId) === environmentId)
    .reduce<Date | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null);
}

async function readArrivals(ctx: Context, workspaceId: string): Promise<Arrival[]> {
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ service: logSources.service, environmentId: apiKeys.environmentId, at: logSources.lastAt })
      .from(logSources)
      .innerJoin(apiKeys, and(eq(apiKeys.workspaceId, logSources.workspaceId), eq(apiKeys.id, logSources.apiKeyId)))
      .where(eq(logSources.workspaceId, workspaceId)),
  );
}
