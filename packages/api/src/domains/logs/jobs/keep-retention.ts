import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { enforceRetention } from "../retention/enforce-retention.ts";
import { batchKeyHours } from "../store/claim-batch.ts";

/** Every ten minutes: a day that could not be dropped at once is tried again soon. */
export const keepRetention = defineJob({
  name: "logs.keep-retention",
  description:
    "Makes the next days' partitions of log entries, drops the days that are over, and forgets old batch keys.",
  payload: z.object({}),
  cron: "*/10 * * * *",
  maxAttempts: 3,
  async run({ app }) {
    const { dropped, deleted } = await enforceRetention(app);
    const before = new Date(app.clock.now().getTime() - batchKeyHours * 3_600_000);
    await app.database.raw`delete from log_batches where created_at < ${before}`;
    if (dropped.length + deleted > 0)
      app.log.info(
        { dropped: dropped.map(({ name }) => name), deleted },
        "Log entries beyond their retention are gone.",
      );
  },
});
