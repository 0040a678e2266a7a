import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { evaluateClock } from "../evaluation/evaluate-clock.ts";
import { evaluatorRef } from "./evaluate-events.ts";

/** One for each workspace and minute. The next minute does what this one could not: hence few attempts. */
export const evaluateClockJob: JobDefinition<typeof evaluatorRef> = defineJob({
  name: "alerts.evaluate-clock",
  description: "Evaluates what time changes for a workspace's alerts: series, absences, quiet alerts, silences.",
  payload: evaluatorRef,
  maxAttempts: 2,
  run: async (ctx, { workspaceId }) => await evaluateClock(ctx, workspaceId),
});
