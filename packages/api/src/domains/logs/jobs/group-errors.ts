import { z } from "zod";
import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { groupWaiting } from "../error-groups/reading/group-waiting.ts";

const readerRef = z.object({ workspaceId: z.uuid() });

/** One for each workspace at a time, woken a moment after errors were stored. Never one for each error. */
export const groupErrors: JobDefinition<typeof readerRef> = defineJob({
  name: "logs.group-errors",
  description: "Groups a workspace's errors that were not counted yet, and ends mutes whose time is over.",
  payload: readerRef,
  run: async (ctx, ref) => await groupWaiting(ctx, ref, groupErrors),
});
