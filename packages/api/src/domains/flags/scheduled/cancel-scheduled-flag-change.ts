import { flagScheduledChanges } from "@plumbline/db/schema";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { refuseOtherEnvironment } from "../change/refuse-other-environment.ts";
import { flagChangeUnscheduled } from "../events.ts";
import type { FlagScheduledChange } from "../flag-refs.ts";
import { endScheduledChange, lockScheduledChange } from "./end-scheduled-change.ts";
import { recordScheduled } from "./plan-scheduled-change.ts";

const cancelScheduledFlagChangeInput = z.object({ scheduledChangeId: z.uuid() });

export type CancelScheduledFlagChangeInput = z.input<typeof cancelScheduledFlagChangeInput>;

/** Cancels a change that waits. Done twice it is harmless. @throws PreconditionError when its time has come already */
export async function cancelScheduledFlagChange(
  ctx: Context,
  input: CancelScheduledFlagChangeInput,
): Promise<FlagScheduledChange> {
  const wish = parseInput(cancelScheduledFlagChangeInput, input);
  const { scheduledChangeId: id } = wish;
  const noun = "scheduled change";
  const workspaceId = await authorizeRow(ctx, { table: flagScheduledChanges, id, permission: "flags:write", noun });
  return await transact(ctx, { workspaceId, verb: "cancelScheduledFlagChange", input: wish }, async (tx) => {
    const known = await lockScheduledChange(tx, workspaceId, id);
    refuseOtherEnvironment(ctx, known.environmentId ? [known.environmentId] : null);
    if (known.state === "cancelled") return known;
    if (known.state !== "waiting")
      throw new PreconditionError(`It was ${known.state} already.`, "Roll the flag back instead.");
    const cancelled = await endScheduledChange(tx, ctx, known, { state: "cancelled", refusal: null });
    await recordScheduled(tx, ctx, cancelled, flagChangeUnscheduled);
    return cancelled;
  });
}
