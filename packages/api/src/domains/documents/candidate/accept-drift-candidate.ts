import { driftCandidates } from "@plumbline/db/schema";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { decideCandidate, lockCandidate } from "./decide-candidate.ts";

export const acceptDriftCandidateInput = z.object({ candidateId: z.uuid() });

export type AcceptDriftCandidateInput = z.input<typeof acceptDriftCandidateInput>;

/**
 * Agrees that a sentence is no longer true; the candidate closes by itself when the sentence is changed.
 * @throws PreconditionError when the sentence was changed already
 */
export async function acceptDriftCandidate(ctx: Context, input: AcceptDriftCandidateInput): Promise<DriftCandidate> {
  const wish = parseInput(acceptDriftCandidateInput, input);
  const { candidateId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: driftCandidates, id, permission, noun: "drift candidate" });
  return await transact(ctx, { workspaceId, verb: "acceptDriftCandidate", input: wish }, async (tx) => {
    const candidate = await lockCandidate(tx, workspaceId, id);
    return await decideCandidate(tx, ctx, candidate, { state: "accepted", by: describeActor(ctx.actor).actorName });
  });
}
