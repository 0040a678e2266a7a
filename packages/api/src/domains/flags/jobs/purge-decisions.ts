import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { mostMinutes } from "../exposure/load-decisions.ts";

/** Minutes for which it is known which step decided: twice as long as can be asked for. */
const keptMinutes = 2 * mostMinutes;

export const purgeDecisions = defineJob({
  name: "flags.purge-decisions",
  description: `Deletes counts of which step of a flag decided after ${keptMinutes / 60} hours.`,
  payload: z.object({}),
  cron: "*/20 * * * *",
  maxAttempts: 2,
  async run({ app }) {
    const before = new Date(app.clock.now().getTime() - keptMinutes * 60_000);
    const { count } = await app.database.raw`delete from flag_decisions where minute < ${before}`;
    app.log.debug({ decisions: count }, "Deleted old counts of which step of a flag decided.");
  },
});
