import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { carryOutDeletion } from "../deletion/carry-out-deletion.ts";

/** One for each deletion that somebody asked for. */
export const deleteEntries = defineJob({
  name: "logs.delete-entries",
  description: "Deletes log entries by a filter and counts afterwards what is left.",
  payload: z.object({ workspaceId: z.uuid(), deletionId: z.uuid() }),
  run: (ctx, payload) => carryOutDeletion(ctx, payload),
});
