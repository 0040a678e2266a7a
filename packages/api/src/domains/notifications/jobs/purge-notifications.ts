import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Days for which messages and their attempts are kept. */
const keptDays = 30;

/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Nightly, in the hour when fewest look. Deleted channels go with their last message. */
export const purgeNotifications = defineJob({
  name: "notifications.purge",
  description: `Deletes messages and attempts that are older than ${keptDays} days.`,
  payload: z.object({}),
  cron: "52 3 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptDays * 86_400_000);
    let purged = 0;
    for (;;) {
      const { count } = await app.database.raw`
        delete from notifications where id in (
          select id from notifications where created_at < ${before} and state <> 'queued' limit ${batchSize})`;
      purged += count;
      if (count < batchSize) break;
    }
    const channels = await app.database.raw`
      delete from channels as c where deleted_at < ${before}
        and not exists (select from notifications n where n.workspace_id = c.workspace_id and n.channel_id = c.id)`;
    app.log.info({ messages: purged, channels: channels.count }, "Deleted old messages.");
  },
});
