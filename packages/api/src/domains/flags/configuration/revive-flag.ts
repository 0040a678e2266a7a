import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagConfiguration } from "../flag-refs.ts";

export const reviveFlagInput = z.object({ flagId: z.uuid(), environmentId: z.uuid(), reason: neededReason });

export type ReviveFlagInput = z.input<typeof reviveFlagInput>;

/**
 * Takes back a kill: the flag does what it is configured to do. Done twice it is harmless.
 * @throws PreconditionError when the environment requires approval: what killed it may still be there
 */
export async function reviveFlag(ctx: Context, input: ReviveFlagInput): Promise<FlagConfiguration> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(reviveFlagInput, input);
  const { environmentId, reason } = wish;
  return await transact(ctx, { workspaceId, verb: "reviveFlag", input: wish }, async (tx) => {
    const set = { killed: false, killReason: null };
    const change = { kind: "configuration" as const, flagId, environmentId, set };
    await changeFlags(tx, ctx, { workspaceId, changes: [change], reason });
    return await requireConfiguration(tx, workspaceId, flagId, environmentId);
  });
}
