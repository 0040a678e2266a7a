import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { neededReason } from "../flag/name-input.ts";
import { authorizeRollout, type FlagRollout, isOpen, lockRollout } from "./rollout-ref.ts";
import { stopRollout } from "./stop-rollout.ts";

export const pauseRolloutInput = z.object({ rolloutId: z.uuid(), reason: neededReason });

export type PauseRolloutInput = z.input<typeof pauseRolloutInput>;

/** Holds a plan where it is. Done twice it is harmless. @throws PreconditionError when it is over */
export async function pauseRollout(ctx: Context, input: PauseRolloutInput): Promise<FlagRollout> {
  const wish = parseInput(pauseRolloutInput, input);
  const workspaceId = await authorizeRollout(ctx, wish.rolloutId);
  return await transact(ctx, { workspaceId, verb: "pauseRollout", input: wish }, async (tx) => {
    const rollout = await lockRollout(tx, workspaceId, wish.rolloutId);
    refuseOtherEnvironment(ctx, [rollout.environmentId]);
    refuseOver(rollout);
    return rollout.state === "paused"
      ? rollout
      : await stopRollout(tx, ctx, rollout, "paused", { reason: wish.reason });
  });
}

/** @throws PreconditionError for a plan that has ended */
export function refuseOver(rollout: FlagRollout): void {
  if (!isOpen(rollout))
    throw new PreconditionError(
      `The plan is ${rollout.state.replace("_", " ")} since ${rollout.endedAt?.toISOString()}.`,
      "Start a new one.",
    );
}
