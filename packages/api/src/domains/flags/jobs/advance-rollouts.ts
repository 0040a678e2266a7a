import { z } from "zod";
import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { retireGuardRules } from "../guards/retire-guard-rules.ts";
import { advanceRollout } from "../rollouts/advance-rollout.ts";
import { rolloutIdsIn } from "../rollouts/rollout-ref.ts";

const workspaceRef = z.object({ workspaceId: z.uuid() });

/** One for each workspace and minute. The next minute does what this one could not: hence few attempts. */
export const advanceWorkspaceRollouts: JobDefinition<typeof workspaceRef> = defineJob({
  name: "flags.advance-rollouts",
  description: "Looks at the guards of a workspace's running plans and takes the steps that are due.",
  payload: workspaceRef,
  maxAttempts: 2,
  async run(ctx, { workspaceId }) {
    for (const id of await rolloutIdsIn(ctx, workspaceId, ["running"])) await advanceRollout(ctx, workspaceId, id);
    await retireGuardRules(ctx, workspaceId);
  },
});

/** Each minute. A workspace without a running plan, and without a rule that one has left, has nothing to do. */
export const findRollouts = defineJob({
  name: "flags.find-rollouts",
  description: "Looks for workspaces with plans that go on.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    const found = await app.database.raw`
      select plumbline.enqueue(
        ${advanceWorkspaceRollouts.name}, json_build_object('workspaceId', r.workspace_id), now(),
        ${advanceWorkspaceRollouts.maxAttempts}::int, 'flags.advance-rollouts:' || r.workspace_id
      ) from (
        select workspace_id from flag_rollouts where state = 'running'
        union
        select g.workspace_id from flag_guards g
        join flag_rollouts r on r.workspace_id = g.workspace_id and r.id = g.rollout_id
        join alert_rules a on a.workspace_id = g.workspace_id and a.id = g.rule_id
        where g.kind = 'condition' and a.archived_at is null and r.state not in ('running', 'paused')
      ) r`;
    if (found.length > 0) app.outbox.wakeWorkers();
  },
});
