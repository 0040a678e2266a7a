import { defineJob } from "../../../outbox/define-job.ts";
import { NotFoundError, PreconditionError } from "../../../service/errors.ts";
import { checkIntegration, checkIntegrationInput } from "../check-integration.ts";

export const checkIntegrationTask = defineJob({
  name: "integrations.check",
  description: "Asks one provider whether credentials and webhooks are still right.",
  reachesOutside: true,
  payload: checkIntegrationInput,
  maxAttempts: 2,
  async run(ctx, payload) {
    try {
      await checkIntegration(ctx, payload);
    } catch (error) {
      // It was disconnected or deleted since the job was made: nothing is left to check.
      if (!(error instanceof PreconditionError || error instanceof NotFoundError)) throw error;
    }
  },
});
