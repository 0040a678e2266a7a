import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Hours for which a client that was away can catch up step by step; then it reads the whole snapshot. */
const keptHours = 24;

/** Of one environment, however young they are. */
const mostKept = 10_000;

/** Each hour. */
export const purgeDeltas = defineJob({
  name: "flags.purge-deltas",
  description: `Forgets what led to versions of flags more than ${keptHours} hours or ${mostKept} versions ago.`,
  payload: z.object({}),
  cron: "33 * * * *",
  maxAttempts: 3,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptHours * 3_600_000);
    const { count } = await app.database.raw`
      delete from flag_deltas d using flag_environments e
      where e.workspace_id = d.workspace_id and e.environment_id = d.environment_id
        and (d.created_at < ${before} or d.version <= e.version - ${mostKept})`;
    if (count > 0) app.log.info({ deltas: count }, "Forgot old changes of flags.");
  },
});
