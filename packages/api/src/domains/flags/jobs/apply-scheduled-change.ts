import { defineJob } from "../../../outbox/define-job.ts";
import { applyScheduledChange } from "../scheduled/apply-scheduled-change.ts";
import { applyScheduledJob, scheduledChangeRef } from "../scheduled/plan-scheduled-change.ts";

/** One for each scheduled change, planned when it is scheduled: after downtime it runs late rather than never. */
export const applyScheduledChangeJob = defineJob({
  name: applyScheduledJob,
  description: "Applies a change of a flag whose time has come.",
  payload: scheduledChangeRef,
  run: applyScheduledChange,
});
