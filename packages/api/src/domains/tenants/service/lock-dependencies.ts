import type { Db } from "@plumbline/db";
import { serviceDependencies } from "@plumbline/db/schema";
import { eq, sql } from "drizzle-orm";
import type { Dependency } from "./find-circle.ts";

/**
 * Takes the lock under which dependencies change, and reads all of them: two links that are harmless alone could close a circle
 * together.
 */
export async function lockDependencies(tx: Db, workspaceId: string): Promise<Dependency[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`service_dependencies/${workspaceId}`}, 0))`);
  return await tx
    .select({ from: serviceDependencies.serviceId, to: serviceDependencies.dependsOnId })
    .from(serviceDependencies)
    .where(eq(serviceDependencies.workspaceId, workspaceId));
}
