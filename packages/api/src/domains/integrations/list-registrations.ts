import { webhookRegistrations } from "@plumbline/db/schema";
import { and, asc, eq } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

/** The webhooks that we made at the provider for this integration, as they were last read back. At most 100. */
export async function listRegistrations(ctx: Context, { workspaceId, id }: { workspaceId: string; id: string }) {
  await authorize(ctx, workspaceId, "integrations:read");
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id)))
      .orderBy(asc(webhookRegistrations.target)),
  );
}
