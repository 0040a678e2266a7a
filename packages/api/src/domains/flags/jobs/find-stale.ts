import { z } from "zod";
import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { findStaleFlags } from "../stale/find-stale-flags.ts";

const workspaceRef = z.object({ workspaceId: z.uuid() });

export const findWorkspaceStale: JobDefinition<typeof workspaceRef> = defineJob({
  name: "flags.find-stale",
  description: "Marks a workspace's flags that are probably needed no more, and tells why.",
  payload: workspaceRef,
  maxAttempts: 3,
  async run(ctx, { workspaceId }) {
    await findStaleFlags(ctx, workspaceId);
  },
});

/** Once a day: nobody removes a flag within the hour. */
export const findStale = defineJob({
  name: "flags.find-workspaces-with-flags",
  description: "Looks for workspaces whose flags may be needed no more.",
  payload: z.object({}),
  cron: "23 5 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const found = await app.database.raw`
      select plumbline.enqueue(
        ${findWorkspaceStale.name}, json_build_object('workspaceId', f.workspace_id), now(),
        ${findWorkspaceStale.maxAttempts}::int, 'flags.find-stale:' || f.workspace_id
      ) from (select distinct workspace_id from flags where state = 'active' and category <> 'platform') f`;
    if (found.length > 0) app.outbox.wakeWorkers();
  },
});
