import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { type CacheReads, snapshotCache } from "./snapshot-cache.ts";

export type DeliveryReads = CacheReads;

/** Reads of a workspace's snapshots in this process, by where they came from. @throws ForbiddenError without `flags:read` */
export async function readDelivery(ctx: Context, workspaceId: string): Promise<DeliveryReads> {
  await authorize(ctx, workspaceId, "flags:read");
  return snapshotCache(ctx.app).readsOf(workspaceId);
}
