import { z } from "zod";
import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { expireOverrides } from "../overrides/expire-overrides.ts";

const workspaceRef = z.object({ workspaceId: z.uuid() });

/** One for each workspace with something to expire. */
export const expireWorkspaceOverrides: JobDefinition<typeof workspaceRef> = defineJob({
  name: "flags.expire-overrides",
  description: "Takes away a workspace's overrides whose time has ended, and tells.",
  payload: workspaceRef,
  maxAttempts: 3,
  async run(ctx, { workspaceId }) {
    await expireOverrides(ctx, workspaceId);
  },
});

/** Each minute. An override answers nobody from its very end on; the evaluator looks at the clock. */
export const findExpiredOverrides = defineJob({
  name: "flags.find-expired-overrides",
  description: "Looks for overrides whose time has ended.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    const found = await app.database.raw`
      select plumbline.enqueue(
        ${expireWorkspaceOverrides.name}, json_build_object('workspaceId', o.workspace_id), now(),
        ${expireWorkspaceOverrides.maxAttempts}::int, 'flags.expire-overrides:' || o.workspace_id
      ) from (select distinct workspace_id from flag_overrides where expires_at <= ${app.clock.now()}) o`;
    if (found.length > 0) app.outbox.wakeWorkers();
  },
});
