import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Days for which messages and their attempts are kept. */
const keptDays = 30;

/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Nightly, in the hour when fewest look. Deleted endpoints go with their last message. */
export const purgeWebhookMessages = defineJob({
  name: "webhooks.purge-messages",
  description: `Deletes webhook messages and attempts that are older than ${keptDays} days.`,
  payload: z.object({}),
  cron: "40 3 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptDays * 86_400_000);
    let purged = 0;
    for (;;) {
      const { count } = await app.database.raw`
        delete from webhook_messages where id in (
          select id from webhook_messages where created_at < ${before} and state <> 'pending' limit ${batchSize})`;
      purged += count;
      if (count < batchSize) break;
    }
    const endpoints = await app.database.raw`
      delete from webhook_endpoints as e where deleted_at < ${before}
        and not exists (select from webhook_messages m where m.workspace_id = e.workspace_id and m.endpoint_id = e.id)`;
    app.log.info({ messages: purged, endpoints: endpoints.count }, "Deleted old webhook messages.");
  },
});
