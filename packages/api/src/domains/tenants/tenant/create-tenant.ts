import { tenants } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Tenant } from "../../workspaces/index.ts";
import { tenantCreated } from "../events.ts";
import { keyTaken } from "../refuse-archived.ts";
import { tenantFields } from "./tenant-fields.ts";

export const createTenantInput = z.object({
  workspaceId: z.uuid(),
  key: tenantFields.key,
  name: tenantFields.name,
  metadata: z.preprocess((notes) => notes ?? {}, tenantFields.metadata).optional(),
});

export type CreateTenantInput = z.input<typeof createTenantInput>;

/**
 * Adds a tenant.
 * @throws ConflictError when the workspace has one of that key
 */
export async function createTenant(ctx: Context, input: CreateTenantInput): Promise<Tenant> {
  await authorize(ctx, input.workspaceId, "tenants:write");
  const wish = parseInput(createTenantInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createTenant", input: wish }, async (tx) => {
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(tenants)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: [tenants.workspaceId, tenants.key] })
      .returning();
    if (!made) throw keyTaken("tenant", wish.key);
    await recordEvent(tx, ctx, tenantCreated, {
      workspaceId,
      subjectId: made.id,
      tenantId: made.id,
      data: { key: made.key, name: made.name },
      after: fields,
    });
    return made;
  });
}
