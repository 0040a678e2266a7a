import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import { describeActor } from "../../../../service/actor.ts";
import type { Context } from "../../../../service/context.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupResolved } from "../error-group-events.ts";
import { errorGroupData } from "./error-group-data.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { openAgain } from "./open-again.ts";
import { authorizeErrorGroup, lockErrorGroup, updateErrorGroup } from "./require-error-group.ts";

export const resolveErrorGroupInput = z.object({
  errorGroupId: z.uuid(),
  /** The release that holds the fix: what was running before may still send it. Left out: whatever comes reopens it. */
  inRelease: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullish()
    .transform((release) => release ?? null),
});

export type ResolveErrorGroupInput = z.input<typeof resolveErrorGroupInput>;

/** Says that an error is fixed. When it comes again, the group opens by itself and says so. Resolved already, it stays as it is. */
export async function resolveErrorGroup(ctx: Context, input: ResolveErrorGroupInput): Promise<ErrorGroup> {
  const { errorGroupId, inRelease } = parseInput(resolveErrorGroupInput, input);
  const workspaceId = await authorizeErrorGroup(ctx, errorGroupId);
  const options = { workspaceId, verb: "resolveErrorGroup", input: { errorGroupId, inRelease } };
  return await transact(ctx, options, async (tx) => {
    const group = await lockErrorGroup(tx, workspaceId, errorGroupId);
    if (group.state === "resolved") return group;
    const now = ctx.app.clock.now();
    const after = await updateErrorGroup(tx, group, {
      ...openAgain,
      state: "resolved",
      resolvedAt: now,
      resolvedBy: describeActor(ctx.actor).actorName,
      resolvedIn: inRelease,
      updatedAt: now,
    });
    await recordEvent(tx, ctx, errorGroupResolved, {
      workspaceId,
      subjectId: group.id,
      data: { ...errorGroupData(after), resolvedIn: inRelease },
      before: { state: group.state },
      after: { state: after.state },
    });
    return after;
  });
}
