import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import { describeActor } from "../../../../service/actor.ts";
import type { Context } from "../../../../service/context.ts";
import { InvalidInputError } from "../../../../service/errors.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupMuted } from "../error-group-events.ts";
import { errorGroupData } from "./error-group-data.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { openAgain } from "./open-again.ts";
import { authorizeErrorGroup, lockErrorGroup, updateErrorGroup } from "./require-error-group.ts";

export const muteErrorGroupInput = z
  .object({
    errorGroupId: z.uuid(),
    /** Quiet until then. */
    until: z
      .date()
      .nullish()
      .transform((until) => until ?? null),
    /** Quiet until it has come so many times more. */
    forCount: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .nullish()
      .transform((count) => count ?? null),
  })
  .refine(({ until, forCount }) => until !== null || forCount !== null, {
    path: ["until"],
    message: "or forCount is needed: nothing is muted for ever.",
  });

export type MuteErrorGroupInput = z.input<typeof muteErrorGroupInput>;

/**
 * Keeps a group quiet until a time or until it has come so often; it counts all the same. With both, whichever is first ends it.
 * @throws InvalidInputError for a time that has passed
 */
export async function muteErrorGroup(ctx: Context, input: MuteErrorGroupInput): Promise<ErrorGroup> {
  const { errorGroupId } = parseInput(z.object({ errorGroupId: z.uuid() }), input);
  const workspaceId = await authorizeErrorGroup(ctx, errorGroupId);
  const wish = parseInput(muteErrorGroupInput, input);
  return await transact(ctx, { workspaceId, verb: "muteErrorGroup", input: wish }, async (tx) => {
    const group = await lockErrorGroup(tx, workspaceId, errorGroupId);
    const now = ctx.app.clock.now();
    if (wish.until && wish.until <= now)
      throw new InvalidInputError([{ path: ["until"], message: "must lie in the future." }]);
    const after = await updateErrorGroup(tx, group, {
      ...openAgain,
      state: "muted",
      mutedBy: describeActor(ctx.actor).actorName,
      mutedUntil: wish.until,
      mutedUntilCount: wish.forCount === null ? null : group.count + wish.forCount,
      updatedAt: now,
    });
    await recordEvent(tx, ctx, errorGroupMuted, {
      workspaceId,
      subjectId: group.id,
      data: {
        ...errorGroupData(after),
        until: after.mutedUntil?.toISOString() ?? null,
        untilCount: after.mutedUntilCount,
      },
      before: { state: group.state },
      after: { state: after.state },
    });
    return after;
  });
}
