import { webhookRegistrations } from "@plumbline/db/schema";
import { and, asc, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { KnownWebhook } from "./bring-in-order.ts";

/** The webhooks that we remember of an integration, with their sealed secrets; for verbs, which have authorized before. */
export async function loadRegistrations(
  ctx: Context,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<KnownWebhook[]> {
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, id)))
      .orderBy(asc(webhookRegistrations.target)),
  );
}
