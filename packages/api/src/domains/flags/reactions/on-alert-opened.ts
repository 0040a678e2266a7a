import { alerts } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { guardRollout } from "../rollouts/advance-rollout.ts";
import { rolloutIdsIn } from "../rollouts/rollout-ref.ts";

/** An alert stops the plans whose guards it breaches at once, and not at the next minute. */
export const onAlertOpened = defineReaction({
  name: "flags.guard-rollouts",
  description: "Pauses or rolls back the plans of flags whose guards an alert breaches.",
  on: ["alert.opened"],
  async run(ctx, { workspaceId, subjectId }) {
    const ids = await rolloutIdsIn(ctx, workspaceId, ["running", "paused"]);
    if (ids.length === 0) return;
    const [alert] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(alerts)
        .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.id, subjectId))),
    );
    if (!alert) return;
    for (const id of ids) await guardRollout(ctx, workspaceId, id, alert);
  },
});
