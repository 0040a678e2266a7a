import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

export const checkIntegrationsTask = defineJob({
  name: "integrations.check-all",
  description: "Has every integration with credentials checked against its provider, spread over the hour.",
  payload: z.object({}),
  cron: "7 * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      select plumbline.enqueue(
        'integrations.check', json_build_object('integrationId', id), now() + random() * interval '50 minutes', 2, null::text
      ) from integrations where state not in ('pending', 'disconnected') and method <> 'secret'`;
  },
});
