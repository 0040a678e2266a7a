import { defineJob } from "../../../outbox/define-job.ts";
import { type StepJob, stepRef } from "../policies/plan-step.ts";
import { takeStep } from "../policies/take-step.ts";

/** One for each alert and step, planned in the transaction that makes it due: a killed worker's is taken over by another. */
export const escalateAlert: StepJob = defineJob({
  name: "alerts.escalate",
  description: "Takes the next step of an alert's escalation policy, when nobody has acknowledged it meanwhile.",
  payload: stepRef,
  run: async (ctx, ref) => await takeStep(ctx, ref, escalateAlert),
});
