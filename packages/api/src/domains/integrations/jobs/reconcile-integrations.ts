import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

export const reconcileIntegrationsTask = defineJob({
  name: "integrations.reconcile-all",
  description: "Has every integration with credentials compared with its provider, spread over the hour.",
  payload: z.object({}),
  cron: "7 * * * *",
  maxAttempts: 1,
  async run({ app }) {
    // In even steps, not by chance: the same work each minute, and each integration once an hour.
    await app.database.raw`
      select plumbline.enqueue(
        'integrations.reconcile', json_build_object('integrationId', id, 'trigger', 'schedule'),
        now() + 50 * (row_number() over (order by id) - 1) / count(*) over () * interval '1 minute', 2, null::text
      ) from integrations where state not in ('pending', 'disconnected') and method <> 'secret'`;
  },
});
