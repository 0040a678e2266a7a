import type { Db } from "@plumbline/db";
import { flagScheduledChanges } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { unknownRow } from "../../workspaces/index.ts";
import type { FlagScheduledChange } from "../flag-refs.ts";

function own(workspaceId: string, id: string) {
  return and(eq(flagScheduledChanges.workspaceId, workspaceId), eq(flagScheduledChanges.id, id));
}

/** Takes the lock on a scheduled change. @throws NotFoundError when it is not there */
export async function lockScheduledChange(tx: Db, workspaceId: string, id: string): Promise<FlagScheduledChange> {
  const [known] = await tx.select().from(flagScheduledChanges).where(own(workspaceId, id)).for("update");
  if (!known) throw unknownRow("scheduled change");
  return known;
}

/** Writes what became of it. */
export async function endScheduledChange(
  tx: Db,
  ctx: Context,
  { workspaceId, id }: FlagScheduledChange,
  fields: Pick<FlagScheduledChange, "state" | "refusal">,
): Promise<FlagScheduledChange> {
  const now = ctx.app.clock.now();
  const [ended] = await tx
    .update(flagScheduledChanges)
    .set({ ...fields, endedAt: now, updatedAt: now })
    .where(own(workspaceId, id))
    .returning();
  return ended as FlagScheduledChange;
}
