import type { Db } from "@plumbline/db";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import type { Flag } from "../flag-refs.ts";
import { authorizeFlag } from "./authorize-flag.ts";
import { reasonInput } from "./name-input.ts";
import { refusePlatform } from "./refuse-platform.ts";

const setFlagStateInput = z.object({
  flagId: z.uuid(),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type SetFlagStateInput = z.input<typeof setFlagStateInput>;

/** Takes a draft into use, or says of a stale flag that it is needed. Done twice it is harmless. */
export async function activateFlag(ctx: Context, input: SetFlagStateInput): Promise<Flag> {
  return await setState(ctx, input, "activateFlag", async (_tx, flag) => {
    if (flag.state === "archived")
      throw new PreconditionError(`The flag ${flag.key} is archived.`, "Restore it instead.");
    return "active";
  });
}

/**
 * Takes a flag out of use: it answers its default everywhere and leaves the lists. Its history stays. Done twice it is harmless.
 * @throws PreconditionError while another flag needs it, and for Plumbline's own
 */
export async function archiveFlag(ctx: Context, input: SetFlagStateInput): Promise<Flag> {
  return await setState(ctx, input, "archiveFlag", async (_tx, flag) => {
    refusePlatform(flag, ["state"]);
    return "archived";
  });
}

/** Takes an archived flag back into use, as it was configured. Done twice it is harmless. */
export async function restoreFlag(ctx: Context, input: SetFlagStateInput): Promise<Flag> {
  return await setState(ctx, input, "restoreFlag", async (_tx, { state }) => (state === "archived" ? "active" : state));
}

async function setState(
  ctx: Context,
  input: SetFlagStateInput,
  verb: string,
  next: (tx: Db, flag: Flag) => Promise<Flag["state"]>,
): Promise<Flag> {
  const wish = parseInput(setFlagStateInput, input);
  const { flagId, reason } = wish;
  const workspaceId = await authorizeFlag(ctx, flagId);
  return await transact(ctx, { workspaceId, verb, input: wish }, async (tx) => {
    const state = await next(tx, await requireFlag(tx, workspaceId, flagId));
    const change: FlagChangeOf<"flag"> = { kind: "flag", flagId, set: { state } };
    await changeFlags(tx, ctx, { workspaceId, changes: [change], reason });
    return await requireFlag(tx, workspaceId, flagId);
  });
}
