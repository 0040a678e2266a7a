import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { accessTo } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import type { Permission } from "../../service/permissions.ts";
import { authorizeRow, unknownRow } from "../workspaces/index.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * The integration behind an id, for an actor that may do this with it.
 * @throws NotFoundError for strangers and for an id that never was
 * @throws ForbiddenError for members without the permission
 */
export async function requireIntegration(ctx: Context, id: string, permission: Permission): Promise<Integration> {
  const workspaceId = await authorizeRow(ctx, { table: integrations, id, permission, noun: "integration" });
  const access = await accessTo(ctx, workspaceId);
  const [integration] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(integrations)
      .where(
        and(
          eq(integrations.workspaceId, workspaceId),
          eq(integrations.id, id),
          access?.tenantId ? eq(integrations.tenantId, access.tenantId) : undefined,
        ),
      ),
  );
  if (!integration) throw unknownRow("integration");
  return integration;
}

/** @throws PreconditionError when the integration was disconnected */
export function requireConnected(integration: Integration): void {
  if (integration.state === "disconnected") throw disconnectedError(integration);
}

/** What is said to whoever does something with an integration that is, or meanwhile was, disconnected. */
export function disconnectedError({ name }: Pick<Integration, "name">): PreconditionError {
  return new PreconditionError(`${name} is disconnected.`, "Connect the provider again.");
}
