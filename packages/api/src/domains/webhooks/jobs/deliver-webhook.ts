import { defineJob } from "../../../outbox/define-job.ts";
import { type AttemptJob, attemptRef } from "../claim-attempt.ts";
import { makeWebhookAttempt } from "../make-webhook-attempt.ts";

/** One attempt of one message. What follows a failure is planned by the attempt itself, so the schedule is exact and visible. */
export const deliverWebhook: AttemptJob = defineJob({
  name: "webhooks.deliver",
  description: "Sends one event to one outbound webhook endpoint, once.",
  reachesOutside: true,
  payload: attemptRef,
  run: async (ctx, ref) => await makeWebhookAttempt(ctx, ref, deliverWebhook),
});
