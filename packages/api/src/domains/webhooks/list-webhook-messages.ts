import { webhookMessages } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
import type { WebhookMessage } from "./require-webhook-message.ts";

/** Which messages of an endpoint. */
export interface WebhookMessageFilter {
  state?: { in?: WebhookMessage["state"][] | null } | null;
  eventType?: { in?: string[] | null } | null;
}

/** A page of what was, or will be, sent to one endpoint, newest first. */
export async function listWebhookMessages(
  ctx: Context,
  { workspaceId, id }: WebhookEndpoint,
  args: PageArgs & { filter?: WebhookMessageFilter | null },
) {
  await authorize(ctx, workspaceId, "webhooks:read");
  const { state, eventType } = args.filter ?? {};
  const wanted = and(
    eq(webhookMessages.workspaceId, workspaceId),
    eq(webhookMessages.endpointId, id),
    state?.in ? inArray(webhookMessages.state, state.in) : undefined,
    eventType?.in ? inArray(webhookMessages.eventType, eventType.in) : undefined,
  );
  return await paginate<WebhookMessage>(
    args,
    (row) => row.id,
    async (page) => {
      const { where, orderBy } = keyset(webhookMessages.id, page);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(webhookMessages).where(and(wanted, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}
