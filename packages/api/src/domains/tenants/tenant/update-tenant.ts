import { tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Tenant } from "../../workspaces/index.ts";
import { authorizeRow, changedFields, isUniqueViolation } from "../../workspaces/index.ts";
import { tenantUpdated } from "../events.ts";
import { keyTaken, refuseArchived } from "../refuse-archived.ts";
import { lockTenant } from "./lock-tenant.ts";
import { tenantFields } from "./tenant-fields.ts";

export const updateTenantInput = z.object({
  tenantId: z.uuid(),
  key: tenantFields.key.nullish().transform((value) => value ?? undefined),
  name: tenantFields.name.nullish().transform((value) => value ?? undefined),
  metadata: z.preprocess((notes) => notes ?? undefined, tenantFields.metadata.optional()),
});

export type UpdateTenantInput = z.input<typeof updateTenantInput>;

/**
 * Changes a tenant; what is left out stays.
 * @throws ConflictError when another one has the new key
 * @throws PreconditionError when it is archived
 */
export async function updateTenant(ctx: Context, input: UpdateTenantInput): Promise<Tenant> {
  const wish = parseInput(updateTenantInput, input);
  const { tenantId: id, ...fields } = wish;
  const permission = "tenants:write";
  const workspaceId = await authorizeRow(ctx, { table: tenants, id, permission, noun: "tenant" });
  return await transact(ctx, { workspaceId, verb: "updateTenant", input: wish }, async (tx) => {
    const known = await lockTenant(tx, workspaceId, id);
    refuseArchived(known, "tenant");
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(tenants)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, id)))
      .returning()
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? keyTaken("tenant", fields.key ?? "") : error;
      });
    const made = updated as Tenant;
    await recordEvent(tx, ctx, tenantUpdated, {
      workspaceId,
      subjectId: id,
      tenantId: id,
      data: { key: made.key, name: made.name },
      ...changes,
    });
    return made;
  });
}
