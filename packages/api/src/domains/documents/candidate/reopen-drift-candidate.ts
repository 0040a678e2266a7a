import { driftCandidates } from "@plumbline/db/schema";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import type { DriftCandidate } from "../document-refs.ts";
import { decideCandidate, lockCandidate } from "./decide-candidate.ts";

export const reopenDriftCandidateInput = z.object({ candidateId: z.uuid() });

export type ReopenDriftCandidateInput = z.input<typeof reopenDriftCandidateInput>;

/**
 * Takes a verdict back, and with it what it taught.
 * @throws PreconditionError when the sentence was changed already
 */
export async function reopenDriftCandidate(ctx: Context, input: ReopenDriftCandidateInput): Promise<DriftCandidate> {
  const wish = parseInput(reopenDriftCandidateInput, input);
  const { candidateId: id } = wish;
  const permission = "documents:write";
  const workspaceId = await authorizeRow(ctx, { table: driftCandidates, id, permission, noun: "drift candidate" });
  return await transact(ctx, { workspaceId, verb: "reopenDriftCandidate", input: wish }, async (tx) => {
    const candidate = await lockCandidate(tx, workspaceId, id);
    return await decideCandidate(tx, ctx, candidate, { state: "open", by: describeActor(ctx.actor).actorName });
  });
}
