import { claimTakings } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import type { Claim } from "../../../service/define-claims.ts";
import { NotFoundError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { claimTaken } from "../events.ts";
import { isWrong } from "../is-wrong.ts";
import { listClaims } from "../list-claims.ts";
import { authorizeTaking } from "./authorize-taking.ts";
import { type ClaimInput, claimInput } from "./claim-input.ts";
import type { ClaimTaking } from "./list-takings.ts";

/**
 * Says that the member is on something that is wrong now. Several members can be on the same; who is already stays so.
 * @throws PreconditionError when evidence does not speak against the claim
 */
export async function takeClaim(ctx: Context, input: ClaimInput): Promise<ClaimTaking> {
  const wish = parseInput(claimInput, input);
  const { workspaceId, claimKey } = wish;
  const memberId = await authorizeTaking(ctx, workspaceId);
  return await transact(ctx, { workspaceId, verb: "takeClaim", input: wish }, async (tx) => {
    const { title, tenantId } = await requireWrong(ctx, workspaceId, claimKey);
    const [made] = await tx
      .insert(claimTakings)
      .values({ workspaceId, claimKey, title, tenantId, memberId })
      .onConflictDoNothing()
      .returning();
    if (made) {
      await recordEvent(tx, ctx, claimTaken, {
        workspaceId,
        subjectId: made.id,
        tenantId,
        data: { claim: claimKey, title, memberId },
      });
      return made;
    }
    const mine = and(
      eq(claimTakings.workspaceId, workspaceId),
      eq(claimTakings.claimKey, claimKey),
      eq(claimTakings.memberId, memberId),
    );
    const [known] = await tx.select().from(claimTakings).where(mine);
    if (!known) throw new PreconditionError(`“${title}” was given back this moment.`, "Take it again.");
    return known;
  });
}

async function requireWrong(ctx: Context, workspaceId: string, claimKey: string): Promise<Claim> {
  const claim = (await listClaims(ctx, workspaceId)).find(({ id }) => id === claimKey);
  if (!claim) throw new NotFoundError("The workspace claims no such thing.", "Read `readiness` for its claims.");
  if (isWrong(claim)) return claim;
  throw new PreconditionError(`“${claim.title}” is not wrong now.`, "Read `home.wrongNow` for what is.");
}
