import { z } from "zod";
import { recordEvent } from "../../../../outbox/record-event.ts";
import type { Context } from "../../../../service/context.ts";
import { parseInput } from "../../../../service/parse-input.ts";
import { transact } from "../../../../service/transact.ts";
import { errorGroupReopened } from "../error-group-events.ts";
import { errorGroupData } from "./error-group-data.ts";
import type { ErrorGroup } from "./error-group-ref.ts";
import { openAgain } from "./open-again.ts";
import { authorizeErrorGroup, lockErrorGroup, updateErrorGroup } from "./require-error-group.ts";

export const reopenErrorGroupInput = z.object({ errorGroupId: z.uuid() });

export type ReopenErrorGroupInput = z.input<typeof reopenErrorGroupInput>;

/** Opens a resolved group, or makes a muted one loud again. Open already, it stays as it is. */
export async function reopenErrorGroup(ctx: Context, input: ReopenErrorGroupInput): Promise<ErrorGroup> {
  const wish = parseInput(reopenErrorGroupInput, input);
  const workspaceId = await authorizeErrorGroup(ctx, wish.errorGroupId);
  return await transact(ctx, { workspaceId, verb: "reopenErrorGroup", input: wish }, async (tx) => {
    const group = await lockErrorGroup(tx, workspaceId, wish.errorGroupId);
    if (group.state === "open") return group;
    const after = await updateErrorGroup(tx, group, { ...openAgain, updatedAt: ctx.app.clock.now() });
    await recordEvent(tx, ctx, errorGroupReopened, {
      workspaceId,
      subjectId: group.id,
      data: errorGroupData(after),
      before: { state: group.state },
      after: { state: after.state },
    });
    return after;
  });
}
