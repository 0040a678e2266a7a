import { claimTakings } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { claimReleased } from "../events.ts";
import { isWrong } from "../is-wrong.ts";
import { listClaims, unreadable } from "../list-claims.ts";

/**
 * Ends what members took and evidence no longer speaks against, or what is no longer claimed at all. Claims that could not be
 * read prove nothing: then only what is known to be right ends.
 */
export async function endHealedTakings(ctx: Context, workspaceId: string): Promise<void> {
  const takings = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(claimTakings).where(eq(claimTakings.workspaceId, workspaceId)),
  );
  if (takings.length === 0) return;
  const claims = await listClaims(ctx, workspaceId);
  const byKey = new Map(claims.map((claim) => [claim.id, claim]));
  const allRead = !claims.some(({ id }) => id.endsWith(unreadable));
  const healed = takings.filter(({ claimKey }) => {
    const claim = byKey.get(claimKey);
    return claim ? !isWrong(claim) : allRead;
  });
  if (healed.length === 0) return;
  const ids = healed.map(({ id }) => id);
  await transact(ctx, { workspaceId, verb: "endHealedTakings", input: { ids } }, async (tx) => {
    const ended = await tx
      .delete(claimTakings)
      .where(and(eq(claimTakings.workspaceId, workspaceId), inArray(claimTakings.id, ids)))
      .returning();
    for (const { id, claimKey, title, tenantId, memberId } of ended) {
      await recordEvent(tx, ctx, claimReleased, {
        workspaceId,
        subjectId: id,
        tenantId,
        data: { claim: claimKey, title, memberId, why: "healed" },
      });
    }
  });
}
