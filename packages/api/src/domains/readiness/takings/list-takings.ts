import { claimTakings } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { isWrong } from "../is-wrong.ts";
import { listClaims } from "../list-claims.ts";

/** One row of `claim_takings`. */
export type ClaimTaking = typeof claimTakings.$inferSelect;

/** Who is on what of all that is wrong now, the longest first. What has healed since is left out, even before its taking is ended. */
export async function listTakings(ctx: Context, workspaceId: string): Promise<ClaimTaking[]> {
  await authorize(ctx, workspaceId, "readiness:read");
  const claims = await listClaims(ctx, workspaceId);
  const wrong = new Set(claims.filter(isWrong).map(({ id }) => id));
  if (wrong.size === 0) return [];
  const takings = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(claimTakings).where(eq(claimTakings.workspaceId, workspaceId)).orderBy(claimTakings.id),
  );
  return takings.filter(({ claimKey }) => wrong.has(claimKey));
}
