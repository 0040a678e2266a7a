import { flagRollouts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { transact } from "../../../service/transact.ts";
import { noticeChange } from "../rollouts/notice-change.ts";
import { lockRollout } from "../rollouts/rollout-ref.ts";

/** A flag that is changed by hand holds its plan: the plan would overwrite what somebody wanted. */
export const onFlagChanged = defineReaction({
  name: "flags.pause-changed-rollouts",
  description: "Pauses the plan of a flag whose rollout was changed by hand.",
  on: ["flag.configuration_changed", "flag.killed"],
  async run(ctx, { workspaceId, subjectId }) {
    const running = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ id: flagRollouts.id })
        .from(flagRollouts)
        .where(
          and(
            eq(flagRollouts.workspaceId, workspaceId),
            eq(flagRollouts.flagId, subjectId),
            eq(flagRollouts.state, "running"),
          ),
        ),
    );
    for (const { id } of running)
      await transact(ctx, { workspaceId, verb: "noticeFlagChange", input: null }, async (tx) => {
        await noticeChange(tx, ctx, await lockRollout(tx, workspaceId, id));
      });
  },
});
