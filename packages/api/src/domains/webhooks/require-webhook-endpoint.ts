import type { Db } from "@plumbline/db";
import { webhookEndpoints } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";

export type WebhookEndpoint = typeof webhookEndpoints.$inferSelect;

const unknown = () =>
  new NotFoundError(
    "There is no such webhook endpoint, or you may not see it.",
    "Look at the workspace's list of endpoints.",
  );

/**
 * The workspace of the endpoint behind an id, for an actor that may change endpoints there. Finds deleted ones too, so that a
 * repeated deletion gets its stored answer; the lock refuses them.
 * @throws NotFoundError for strangers and for an id that never was
 * @throws ForbiddenError for members without the permission
 */
export async function authorizeEndpoint(ctx: Context, id: string): Promise<string> {
  const [found] = await ctx.app.database.raw`
    select workspace_id as "workspaceId" from webhook_endpoints where id = ${id}`;
  if (!found) throw unknown();
  const workspaceId = found.workspaceId as string;
  await authorize(ctx, workspaceId, "webhooks:write").catch((error: unknown) => {
    throw error instanceof NotFoundError ? unknown() : error;
  });
  return workspaceId;
}

/**
 * Takes the lock on an endpoint. Whoever also writes its messages takes this lock first.
 * @throws NotFoundError when it was deleted meanwhile
 */
export async function lockEndpoint(tx: Db, workspaceId: string, id: string): Promise<WebhookEndpoint> {
  const [endpoint] = await tx.select().from(webhookEndpoints).where(ownEndpoint(workspaceId, id)).for("update");
  if (!endpoint) throw unknown();
  return endpoint;
}

/** The clause for one endpoint that was not deleted. */
export function ownEndpoint(workspaceId: string, id: string) {
  return and(
    eq(webhookEndpoints.workspaceId, workspaceId),
    eq(webhookEndpoints.id, id),
    isNull(webhookEndpoints.deletedAt),
  );
}
