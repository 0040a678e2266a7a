import { driftCandidates } from "@plumbline/db/schema";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { decideCandidate, lockCandidate } from "./decide-candidate.ts";
import { dismissReasons } from "./dismiss-words.ts";

export const dismissDriftCandidateInput = z.object({
  candidateId: z.uuid(),
  reason: z.enum(dismissReasons),
  /** More, for the others. */
  comment: z.string().trim().max(1000).nullish(),
});

export type DismissDriftCandidateInput = z.input<typeof dismissDriftCandidateInput>;

/**
 * Says that a candidate is none, and why; the scoring learns from the reason.
 * @throws PreconditionError when the sentence was changed already
 */
export async function dismissDriftCandidate(ctx: Context, input: DismissDriftCandidateInput): Promise<DriftCandidate> {
  const wish = parseInput(dismissDriftCandidateInput, input);
  const { candidateId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: driftCandidates, id, permission, noun: "drift candidate" });
  return await transact(ctx, { workspaceId, verb: "dismissDriftCandidate", input: wish }, async (tx) => {
    const candidate = await lockCandidate(tx, workspaceId, id);
    return await decideCandidate(tx, ctx, candidate, {
      state: "dismissed",
      by: describeActor(ctx.actor).actorName,
      reason: wish.reason,
      comment: wish.comment ?? null,
    });
  });
}
