import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

const keptDays = 30;
/** Rows of one statement: short locks, and autovacuum keeps up. */
const batch = 5_000;

export const purgeDeliveriesTask = defineJob({
  name: "integrations.purge-deliveries",
  description: `Deletes deliveries, reconciliations and forwards older than ${keptDays} days, and connect attempts older than one.`,
  payload: z.object({}),
  cron: "17 3 * * *",
  async run({ app }) {
    const { raw } = app.database;
    let deleted = 0;
    for (;;) {
      const gone = await raw`
        delete from deliveries where id in (
          select id from deliveries where received_at < now() - ${keptDays} * interval '1 day' limit ${batch}
        )`;
      deleted += gone.count;
      if (gone.count < batch) break;
    }
    const old = raw`now() - ${keptDays} * interval '1 day'`;
    await raw`delete from reconciliations where started_at < ${old}`;
    await raw`delete from forwards where created_at < ${old} and state <> 'pending'`;
    const attempts = await raw`delete from connect_attempts where expires_at < now() - interval '1 day'`;
    app.log.info({ deliveries: deleted, attempts: attempts.count }, "Old deliveries and connect attempts deleted.");
  },
});
