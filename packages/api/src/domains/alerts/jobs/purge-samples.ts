import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Days after an alert's end for which the events that it links are kept. The alert itself and its history stay. */
const keptDays = 30;

/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Nightly, in the hour when fewest look. */
export const purgeSamples = defineJob({
  name: "alerts.purge-samples",
  description: `Deletes the sample events of alerts that were resolved more than ${keptDays} days ago.`,
  payload: z.object({}),
  cron: "52 3 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptDays * 86_400_000);
    let purged = 0;
    for (;;) {
      const { count } = await app.database.raw`
        delete from alert_samples where id in (
          select s.id from alert_samples s join alerts a on a.workspace_id = s.workspace_id and a.id = s.alert_id
          where a.state = 'resolved' and a.resolved_at < ${before} limit ${batchSize})`;
      purged += count;
      if (count < batchSize) break;
    }
    if (purged > 0) app.log.info({ samples: purged }, "Deleted sample events of old alerts.");
  },
});
