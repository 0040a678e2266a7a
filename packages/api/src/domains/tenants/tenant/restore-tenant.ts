import { tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Tenant } from "../../workspaces/index.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { tenantRestored } from "../events.ts";
import { lockTenant } from "./lock-tenant.ts";

export const restoreTenantInput = z.object({ tenantId: z.uuid() });

export type RestoreTenantInput = z.input<typeof restoreTenantInput>;

/** Takes a tenant back into use. Done twice it is harmless. */
export async function restoreTenant(ctx: Context, input: RestoreTenantInput): Promise<Tenant> {
  const wish = parseInput(restoreTenantInput, input);
  const { tenantId: id } = wish;
  const permission = "tenants:write";
  const workspaceId = await authorizeRow(ctx, { table: tenants, id, permission, noun: "tenant" });
  return await transact(ctx, { workspaceId, verb: "restoreTenant", input: wish }, async (tx) => {
    const known = await lockTenant(tx, workspaceId, id);
    if (!known.archivedAt) return known;
    const archivedAt = null;
    const [updated] = await tx
      .update(tenants)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, id)))
      .returning();
    await recordEvent(tx, ctx, tenantRestored, {
      workspaceId,
      subjectId: id,
      tenantId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: known.archivedAt?.toISOString() ?? null },
      after: { archivedAt: null },
    });
    return updated as Tenant;
  });
}
