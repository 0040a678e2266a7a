import type { Db } from "@plumbline/db";
import { errorGroups } from "@plumbline/db/schema";
import { and, eq, lte } from "drizzle-orm";
import { recordEvent } from "../../../../outbox/record-event.ts";
import type { Context } from "../../../../service/context.ts";
import { errorGroupUnmuted } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup } from "../group/error-group-ref.ts";
import { openAgain } from "../group/open-again.ts";

/** Opens the groups that were muted until a time which has passed. The caller holds the reader's lock. */
export async function endMutes(tx: Db, ctx: Context, workspaceId: string): Promise<void> {
  const over = await tx
    .update(errorGroups)
    .set({ ...openAgain, updatedAt: ctx.app.clock.now() })
    .where(
      and(
        eq(errorGroups.workspaceId, workspaceId),
        eq(errorGroups.state, "muted"),
        lte(errorGroups.mutedUntil, ctx.app.clock.now()),
      ),
    )
    .returning();
  for (const group of over) await tellUnmuted(tx, ctx, group, "Its time is over.");
}

async function tellUnmuted(tx: Db, ctx: Context, group: ErrorGroup, because: string): Promise<void> {
  await recordEvent(tx, ctx, errorGroupUnmuted, {
    workspaceId: group.workspaceId,
    subjectId: group.id,
    data: { ...errorGroupData(group), because },
  });
}
