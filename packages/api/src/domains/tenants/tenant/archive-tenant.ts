import { tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Tenant } from "../../workspaces/index.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { tenantArchived } from "../events.ts";
import { lockTenant } from "./lock-tenant.ts";

export const archiveTenantInput = z.object({ tenantId: z.uuid() });

export type ArchiveTenantInput = z.input<typeof archiveTenantInput>;

/** Archives a tenant: it is kept with its history, and leaves the lists. Done twice it is harmless. */
export async function archiveTenant(ctx: Context, input: ArchiveTenantInput): Promise<Tenant> {
  const wish = parseInput(archiveTenantInput, input);
  const { tenantId: id } = wish;
  const permission = "tenants:write";
  const workspaceId = await authorizeRow(ctx, { table: tenants, id, permission, noun: "tenant" });
  return await transact(ctx, { workspaceId, verb: "archiveTenant", input: wish }, async (tx) => {
    const known = await lockTenant(tx, workspaceId, id);
    if (known.archivedAt) return known;
    const archivedAt = ctx.app.clock.now();
    const [updated] = await tx
      .update(tenants)
      .set({ archivedAt, updatedAt: ctx.app.clock.now() })
      .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, id)))
      .returning();
    await recordEvent(tx, ctx, tenantArchived, {
      workspaceId,
      subjectId: id,
      tenantId: id,
      data: { key: known.key, name: known.name },
      before: { archivedAt: null },
      after: { archivedAt: archivedAt.toISOString() },
    });
    return updated as Tenant;
  });
}
