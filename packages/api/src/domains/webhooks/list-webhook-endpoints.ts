import { webhookEndpoints } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";

/** A page of the workspace's endpoints, newest first. */
export async function listWebhookEndpoints(ctx: Context, workspaceId: string, args: PageArgs) {
  await authorize(ctx, workspaceId, "webhooks:read");
  return await paginate<WebhookEndpoint>(
    args,
    (row) => row.id,
    async (page) => {
      const { where, orderBy } = keyset(webhookEndpoints.id, page);
      const own = and(eq(webhookEndpoints.workspaceId, workspaceId), isNull(webhookEndpoints.deletedAt), where);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(webhookEndpoints).where(own).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}
