import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Hours for which errors are counted by the minute. */
const minutesKeptHours = 48;
/** Days for which they are counted by the hour. */
const hoursKeptDays = 90;
/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Nightly, in the hour when fewest look. */
export const purgeErrorCounts = defineJob({
  name: "logs.purge-error-counts",
  description: `Deletes counts of errors by the minute after ${minutesKeptHours} hours and by the hour after ${hoursKeptDays} days.`,
  payload: z.object({}),
  cron: "37 3 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const now = app.clock.now().getTime();
    const ends = [
      { step: 1, before: new Date(now - minutesKeptHours * 3_600_000) },
      { step: 60, before: new Date(now - hoursKeptDays * 86_400_000) },
    ];
    for (const { step, before } of ends) {
      for (;;) {
        const { count } = await app.database.raw`
          delete from error_counts where ctid in (
            select ctid from error_counts where step = ${step} and at < ${before} limit ${batchSize})`;
        if (count < batchSize) break;
      }
    }
  },
});
