import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { neededReason } from "../flag/name-input.ts";
import { refuseOver } from "./pause-rollout.ts";
import { authorizeRollout, type FlagRollout, lockRollout } from "./rollout-ref.ts";
import { stopRollout } from "./stop-rollout.ts";

export const abortRolloutInput = z.object({
  rolloutId: z.uuid(),
  reason: neededReason,
  /** Whether the flag does again what it did before the plan. Default false: it stays as the last step left it. */
  rollBack: z.boolean().nullish(),
});

export type AbortRolloutInput = z.input<typeof abortRolloutInput>;

/**
 * Ends a plan before its last step.
 * @throws PreconditionError when it is over, and for a rollback over what was changed since, where a second member approves changes
 */
export async function abortRollout(ctx: Context, input: AbortRolloutInput): Promise<FlagRollout> {
  const wish = parseInput(abortRolloutInput, input);
  const workspaceId = await authorizeRollout(ctx, wish.rolloutId);
  return await transact(ctx, { workspaceId, verb: "abortRollout", input: wish }, async (tx) => {
    const rollout = await lockRollout(tx, workspaceId, wish.rolloutId);
    refuseOtherEnvironment(ctx, [rollout.environmentId]);
    refuseOver(rollout);
    // Also where approval is required, unless the flag was changed since: a rollback gives back what the plan took, and nothing new.
    const state = wish.rollBack ? "rolled_back" : "aborted";
    return await stopRollout(tx, ctx, rollout, state, { reason: wish.reason });
  });
}
