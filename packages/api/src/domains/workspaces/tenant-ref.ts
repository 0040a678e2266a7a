import { tenants } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";
import { loadRow } from "../../graphql/load-row.ts";
import type { Context } from "../../service/context.ts";

/** One row of `tenants`. */
export type Tenant = typeof tenants.$inferSelect;

registerIdPrefix("Tenant", "ten");

/** The GraphQL type `Tenant`. Here, because embed tokens belong to one; its fields are in the tenants domain. */
export const TenantRef = builder.objectRef<Tenant>("Tenant");

/** A tenant of a workspace that the caller was authorized for. */
export async function loadTenant(ctx: Context, workspaceId: string, id: string): Promise<Tenant | null> {
  return await loadRow(ctx, tenants, workspaceId, id);
}
