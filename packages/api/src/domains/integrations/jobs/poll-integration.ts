import { defineJob } from "../../../outbox/define-job.ts";
import { pollIntegration, pollIntegrationInput } from "../poll-integration.ts";

export const pollIntegrationTask = defineJob({
  name: "integrations.poll",
  description: "Asks one provider what is new.",
  reachesOutside: true,
  payload: pollIntegrationInput,
  // The next poll comes by itself; trying the same one for days helps nobody.
  maxAttempts: 2,
  run: pollIntegration,
});
