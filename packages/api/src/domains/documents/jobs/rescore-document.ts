import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { rescoreDocumentCandidates } from "../change/rescore-document.ts";

export const rescoreDocument = defineJob({
  name: "documents.rescore",
  description: "Scores what is suspected of an edited document anew.",
  payload: z.object({ workspaceId: z.uuid(), documentId: z.uuid() }),
  maxAttempts: 5,
  async run(ctx, { workspaceId, documentId }) {
    await rescoreDocumentCandidates(ctx, workspaceId, documentId);
  },
});
