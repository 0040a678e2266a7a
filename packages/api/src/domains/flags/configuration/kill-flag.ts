import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagConfiguration } from "../flag-refs.ts";

export const killFlagInput = z.object({ flagId: z.uuid(), environmentId: z.uuid(), reason: neededReason });

export type KillFlagInput = z.input<typeof killFlagInput>;

/**
 * Makes a flag answer its default in one environment, whatever else is configured, broken flags too. Waits for nobody's approval.
 * Done twice it is harmless.
 */
export async function killFlag(ctx: Context, input: KillFlagInput): Promise<FlagConfiguration> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(killFlagInput, input);
  const { environmentId, reason } = wish;
  return await transact(ctx, { workspaceId, verb: "killFlag", input: wish }, async (tx) => {
    const { killed } = await requireConfiguration(tx, workspaceId, flagId, environmentId);
    const set = { killed: true, killReason: reason };
    const change = { kind: "configuration" as const, flagId, environmentId, set };
    const changes = killed ? [] : [change];
    await changeFlags(tx, ctx, { workspaceId, changes, reason, approved: true });
    return await requireConfiguration(tx, workspaceId, flagId, environmentId);
  });
}
