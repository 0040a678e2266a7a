import type { Db } from "@plumbline/db";
import { alertHeldMessages } from "@plumbline/db/schema";
import { and, eq, lte } from "drizzle-orm";
import { enqueue } from "../../../outbox/enqueue.ts";
import { releaseHeld } from "../jobs/release-held.ts";

/** Asks again for what should have been released: a clock that ran ahead of the database's may have come too early for it. */
export async function releaseDue(tx: Db, workspaceId: string, now: Date): Promise<void> {
  const due = await tx
    .selectDistinct({ routeId: alertHeldMessages.routeId })
    .from(alertHeldMessages)
    .where(and(eq(alertHeldMessages.workspaceId, workspaceId), lte(alertHeldMessages.releaseAt, now)));
  for (const { routeId } of due) await enqueue(tx, releaseHeld, { workspaceId, routeId });
}
