import type { Db } from "@plumbline/db";
import { webhookMessages } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";

export type WebhookMessage = typeof webhookMessages.$inferSelect;

const unknown = () =>
  new NotFoundError(
    "There is no such webhook message, or you may not see it.",
    "Messages are kept for thirty days; look at the endpoint's list.",
  );

/**
 * Workspace and endpoint of the message behind an id, for an actor that may change endpoints there.
 * @throws NotFoundError for strangers and for an id that never was
 * @throws ForbiddenError for members without the permission
 */
export async function authorizeMessage(ctx: Context, id: string): Promise<{ workspaceId: string; endpointId: string }> {
  const [found] = await ctx.app.database.raw<{ workspaceId: string; endpointId: string }[]>`
    select workspace_id as "workspaceId", endpoint_id as "endpointId" from webhook_messages where id = ${id}`;
  if (!found) throw unknown();
  await authorize(ctx, found.workspaceId, "webhooks:write").catch((error: unknown) => {
    throw error instanceof NotFoundError ? unknown() : error;
  });
  return found;
}

/** Takes the lock on a message; its endpoint's lock comes first. @throws NotFoundError when it was cleaned away meanwhile */
export async function lockMessage(tx: Db, workspaceId: string, id: string): Promise<WebhookMessage> {
  const [message] = await tx.select().from(webhookMessages).where(ownMessage(workspaceId, id)).for("update");
  if (!message) throw unknown();
  return message;
}

/** The clause for one message. */
export function ownMessage(workspaceId: string, id: string) {
  return and(eq(webhookMessages.workspaceId, workspaceId), eq(webhookMessages.id, id));
}
