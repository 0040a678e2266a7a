import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { readSource } from "../source/read-source.ts";

export const readSourceTask = defineJob({
  name: "documents.read-source",
  description: "Reads what changed among a source's documents.",
  reachesOutside: true,
  payload: z.object({ workspaceId: z.uuid(), sourceId: z.uuid() }),
  maxAttempts: 4,
  async run(ctx, { workspaceId, sourceId }) {
    await readSource(ctx, workspaceId, sourceId);
  },
});
