import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { logStoreOf } from "../store/log-store-of.ts";

/** Hourly; a day is indexed once, two hours after its end. */
export const indexClosedDays = defineJob({
  name: "logs.index-closed-days",
  description: "Builds the indexes for text and attributes on the days of log entries that are over.",
  payload: z.object({}),
  cron: "17 * * * *",
  maxAttempts: 3,
  async run({ app }) {
    const built = await logStoreOf(app).indexClosed(app.clock.now());
    if (built.length > 0) app.log.info({ built }, "Days of log entries that are over were indexed.");
  },
});
