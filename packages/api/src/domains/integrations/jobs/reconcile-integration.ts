import { defineJob } from "../../../outbox/define-job.ts";
import { NotFoundError, PreconditionError } from "../../../service/errors.ts";
import { reconcileIntegration, reconcileIntegrationInput } from "../reconcile/reconcile-integration.ts";

export const reconcileIntegrationTask = defineJob({
  name: "integrations.reconcile",
  description: "Compares one integration with its provider and brings what differs into order.",
  reachesOutside: true,
  payload: reconcileIntegrationInput,
  maxAttempts: 2,
  async run(ctx, payload) {
    try {
      await reconcileIntegration(ctx, { trigger: "schedule", ...payload });
    } catch (error) {
      // It was disconnected or deleted since the job was made: nothing is left to compare.
      if (!(error instanceof PreconditionError || error instanceof NotFoundError)) throw error;
    }
  },
});
