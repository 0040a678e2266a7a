import type { Db } from "@plumbline/db";
import { tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { NotFoundError } from "../../service/errors.ts";

/** @throws NotFoundError for a tenant that is not of this workspace */
export async function requireTenant(tx: Db, workspaceId: string, tenantId: string): Promise<void> {
  const [known] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, tenantId)));
  if (!known)
    throw new NotFoundError("There is no such tenant in this workspace.", "Choose one of the workspace's tenants.");
}
