import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Hours for which answers to idempotency keys, and unused rate buckets, are kept. */
const keptHours = 24;

/** Hourly. Neither is history: the event log keeps what was done. */
export const forgetOldRequests = defineJob({
  name: "events.forget-old-requests",
  description: `Deletes answers to idempotency keys and rate buckets that are older than ${keptHours} hours.`,
  payload: z.object({}),
  cron: "25 * * * *",
  maxAttempts: 3,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptHours * 3_600_000);
    const keys = await app.database.raw`delete from idempotency_keys where created_at < ${before}`;
    const buckets = await app.database.raw`delete from rate_buckets where updated_at < ${before}`;
    app.log.debug({ keys: keys.count, buckets: buckets.count }, "Forgot old requests.");
  },
});
