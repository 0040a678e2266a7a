import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { logStoreOf } from "../store/log-store-of.ts";

/** So often that what is not indexed yet of a busy day stays little. */
export const indexLogHours = defineJob({
  name: "logs.index-hours",
  description: "Builds the text index of the hours of a day that are over, where many log entries came.",
  payload: z.object({}),
  cron: "*/15 * * * *",
  maxAttempts: 2,
  async run({ app }) {
    const built = await logStoreOf(app).indexHours(app.clock.now());
    if (built.length > 0) app.log.info({ built }, "Hours of log entries that are over were indexed.");
  },
});
