import { claimTakings } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { claimReleased } from "../events.ts";
import { authorizeTaking } from "./authorize-taking.ts";
import { type ClaimInput, claimInput } from "./claim-input.ts";
import type { ClaimTaking } from "./list-takings.ts";

/**
 * Says that the member is no longer on it.
 * @throws NotFoundError when the member was not, or evidence has ended it meanwhile
 */
export async function releaseClaim(ctx: Context, input: ClaimInput): Promise<ClaimTaking> {
  const wish = parseInput(claimInput, input);
  const { workspaceId, claimKey } = wish;
  const memberId = await authorizeTaking(ctx, workspaceId);
  return await transact(ctx, { workspaceId, verb: "releaseClaim", input: wish }, async (tx) => {
    const mine = and(
      eq(claimTakings.workspaceId, workspaceId),
      eq(claimTakings.claimKey, claimKey),
      eq(claimTakings.memberId, memberId),
    );
    const [ended] = await tx.delete(claimTakings).where(mine).returning();
    if (!ended) throw new NotFoundError("You are not on this, or no longer.", "Read the state anew.");
    await recordEvent(tx, ctx, claimReleased, {
      workspaceId,
      subjectId: ended.id,
      tenantId: ended.tenantId,
      data: { claim: claimKey, title: ended.title, memberId, why: "given_back" },
    });
    return ended;
  });
}
