import type { Db } from "@plumbline/db";
import { members, services } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { NotFoundError } from "../../../service/errors.ts";

/** @throws NotFoundError when the owner is no member, or the service is not one in use */
export async function requireOwners(
  tx: Db,
  workspaceId: string,
  { ownerUserId, serviceId }: { ownerUserId?: string | null | undefined; serviceId?: string | null | undefined },
): Promise<void> {
  if (ownerUserId) {
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, ownerUserId)));
    if (!member) throw new NotFoundError("There is no such member.", "Choose one of the workspace's members.");
  }
  if (serviceId) {
    const [service] = await tx
      .select({ id: services.id })
      .from(services)
      .where(and(eq(services.workspaceId, workspaceId), eq(services.id, serviceId), isNull(services.archivedAt)));
    if (!service) throw new NotFoundError("There is no such service, or it is archived.", "Choose one of the list.");
  }
}
