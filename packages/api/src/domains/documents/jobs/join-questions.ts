import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { joinClusters } from "../question/join-clusters.ts";

export const joinQuestionsTask = defineJob({
  name: "documents.join-questions",
  description: "Joins questions that turned out to be one, and looks for documents that answer them.",
  payload: z.object({ workspaceId: z.uuid() }),
  maxAttempts: 3,
  async run(ctx, { workspaceId }) {
    await joinClusters(ctx, workspaceId);
  },
});
