import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagScheduledChange } from "../flag-refs.ts";
import { changeOf, changeWishFields, isOneWish, oneWishMessage } from "../requests/change-wish.ts";
import { tryChange } from "../requests/try-change.ts";
import { planScheduledChange } from "./plan-scheduled-change.ts";

export const scheduleFlagChangeInput = z
  .object({ workspaceId: z.uuid(), ...changeWishFields, reason: neededReason, applyAt: z.date() })
  .refine(isOneWish, oneWishMessage);

export type ScheduleFlagChangeInput = z.input<typeof scheduleFlagChangeInput>;

/**
 * Lets a change wait for its time.
 * @throws whatever the change itself would be refused with now: also for want of approval, then ask for it with `applyAt`
 */
export async function scheduleFlagChange(ctx: Context, input: ScheduleFlagChangeInput): Promise<FlagScheduledChange> {
  await authorize(ctx, input.workspaceId, "flags:write");
  const wish = parseInput(scheduleFlagChangeInput, input);
  const { workspaceId, reason, applyAt } = wish;
  return await transact(ctx, { workspaceId, verb: "scheduleFlagChange", input: wish }, async (tx) => {
    if (applyAt <= ctx.app.clock.now())
      throw new InvalidInputError([{ path: ["applyAt"], message: "That time has passed." }]);
    const change = await changeOf(tx, workspaceId, wish, reason);
    const { changed } = await tryChange(tx, ctx, { workspaceId, change, approved: false });
    return await planScheduledChange(tx, ctx, { workspaceId, change, reason, applyAt, changed });
  });
}
