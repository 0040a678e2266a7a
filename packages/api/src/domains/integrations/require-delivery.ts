import { deliveries } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import type { Permission } from "../../service/permissions.ts";
import { authorizeRow, unknownRow } from "../workspaces/index.ts";

/**
 * The delivery behind an id, for an actor that may do this with it.
 * @throws NotFoundError for strangers, for an id that never was, and for one that was deleted after 30 days
 * @throws ForbiddenError for members without the permission
 */
export async function requireDelivery(ctx: Context, id: string, permission: Permission) {
  const workspaceId = await authorizeRow(ctx, { table: deliveries, id, permission, noun: "delivery" });
  const [delivery] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id))),
  );
  if (!delivery) throw unknownRow("delivery");
  return delivery;
}
