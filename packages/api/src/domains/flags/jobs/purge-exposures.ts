import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Days for which evaluations are told, and for which an SDK is listed that nobody hears of any more. */
const keptDays = { exposures: 400, sources: 90 };
/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Nightly, in the hour when fewest look. */
export const purgeExposures = defineJob({
  name: "flags.purge-exposures",
  description: `Deletes counts of evaluations after ${keptDays.exposures} days, and what has not evaluated flags for ${keptDays.sources} days.`,
  payload: z.object({}),
  cron: "47 3 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const now = app.clock.now().getTime();
    const { raw } = app.database;
    const hoursBefore = new Date(now - keptDays.exposures * 86_400_000);
    let exposures = 0;
    for (;;) {
      const { count } = await raw`
        delete from flag_exposures where (workspace_id, flag_id, environment_id, hour, variant) in (
          select workspace_id, flag_id, environment_id, hour, variant from flag_exposures
          where hour < ${hoursBefore} limit ${batchSize})`;
      exposures += count;
      if (count < batchSize) break;
    }
    const seenBefore = new Date(now - keptDays.sources * 86_400_000);
    const sources = await raw`delete from flag_sources where last_seen_at < ${seenBefore}`;
    app.log.info({ exposures, sources: sources.count }, "Deleted old counts of evaluations.");
  },
});
