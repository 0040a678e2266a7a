import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { draftCandidates } from "../model/draft-candidates.ts";

export const draftCandidatesTask = defineJob({
  name: "documents.draft-candidates",
  description: "Asks a model, where the operator gave one, about the candidates of one change.",
  reachesOutside: true,
  payload: z.object({ workspaceId: z.uuid(), changeId: z.uuid() }),
  maxAttempts: 3,
  async run(ctx, { workspaceId, changeId }) {
    await draftCandidates(ctx, workspaceId, changeId);
  },
});
