import { defineJob, type JobDefinition } from "../../../outbox/define-job.ts";
import { enqueue } from "../../../outbox/enqueue.ts";
import { forwardSignal, forwardSignalInput } from "../forward/forward-signal.ts";

export const forwardSignalTask: JobDefinition<typeof forwardSignalInput> = defineJob({
  name: "integrations.forward",
  description: "Hands one signal on to one provider, once; a failure plans the next attempt as a job of its own.",
  reachesOutside: true,
  payload: forwardSignalInput,
  maxAttempts: 3,
  run: (ctx, payload) =>
    forwardSignal(ctx, payload, (tx, next, runAt) => enqueue(tx, forwardSignalTask, next, { runAt })),
});
