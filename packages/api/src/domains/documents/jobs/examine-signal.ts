import { defineJob } from "../../../outbox/define-job.ts";
import { examineSignal, examineSignalInput } from "../change/examine-signal.ts";

export const examineSignalTask = defineJob({
  name: "documents.examine-signal",
  description: "Asks what a signal changed, and compares it with the tracked documents.",
  reachesOutside: true,
  payload: examineSignalInput,
  async run(ctx, payload) {
    await examineSignal(ctx, payload);
  },
});
