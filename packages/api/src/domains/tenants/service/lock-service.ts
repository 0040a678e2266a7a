import type { Db } from "@plumbline/db";
import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { unknownRow } from "../../workspaces/index.ts";
import type { Service } from "../service-ref.ts";

/** Takes the lock on a service. @throws NotFoundError when it is gone */
export async function lockService(tx: Db, workspaceId: string, id: string): Promise<Service> {
  const [service] = await tx
    .select()
    .from(services)
    .where(and(eq(services.workspaceId, workspaceId), eq(services.id, id)))
    .for("no key update");
  if (!service) throw unknownRow("service");
  return service;
}
