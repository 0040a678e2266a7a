import type { Db } from "@plumbline/db";
import { tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Tenant } from "../../workspaces/index.ts";
import { unknownRow } from "../../workspaces/index.ts";

/** Takes the lock on a tenant. @throws NotFoundError when it is gone */
export async function lockTenant(tx: Db, workspaceId: string, id: string): Promise<Tenant> {
  const [tenant] = await tx
    .select()
    .from(tenants)
    .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.id, id)))
    .for("no key update");
  if (!tenant) throw unknownRow("tenant");
  return tenant;
}
