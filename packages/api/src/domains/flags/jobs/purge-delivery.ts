import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Hours, and versions of one environment, for which deltas are kept; who is further behind reads a whole snapshot. */
const kept = { hours: 24, versions: 10_000 };
/** Days for which evaluations are told, and for which an SDK is listed that nobody hears of any more. */
const keptDays = { exposures: 400, sources: 90 };
/** Rows of one statement, so that the clean-up never holds many locks. */
const batchSize = 5000;

/** Each hour. */
export const purgeDelivery = defineJob({
  name: "flags.purge-delivery",
  description: `Deletes deltas of flags after ${kept.hours} hours or ${kept.versions} versions, counts of evaluations after ${keptDays.exposures} days, and what has not evaluated for ${keptDays.sources} days.`,
  payload: z.object({}),
  cron: "23 * * * *",
  maxAttempts: 3,
  async run({ app }) {
    const now = app.clock.now().getTime();
    const { raw } = app.database;
    const deltasBefore = new Date(now - kept.hours * 3_600_000);
    const deltas = await inBatches(
      () => raw`
        delete from flag_deltas where id in (
          select d.id from flag_deltas d
          join flag_environments e on e.workspace_id = d.workspace_id and e.environment_id = d.environment_id
          where d.created_at < ${deltasBefore} or d.version <= e.version - ${kept.versions} limit ${batchSize})`,
    );
    const hoursBefore = new Date(now - keptDays.exposures * 86_400_000);
    const exposures = await inBatches(
      () => raw`
        delete from flag_exposures where ctid in (
          select ctid from flag_exposures where hour < ${hoursBefore} limit ${batchSize})`,
    );
    const seenBefore = new Date(now - keptDays.sources * 86_400_000);
    const sources = await raw`delete from flag_sources where last_seen_at < ${seenBefore}`;
    app.log.info({ deltas, exposures, sources: sources.count }, "Deleted what delivering flags needs no more.");
  },
});

async function inBatches(remove: () => Promise<{ count: number }>): Promise<number> {
  for (let removed = 0; ; ) {
    const { count } = await remove();
    removed += count;
    if (count < batchSize) return removed;
  }
}
