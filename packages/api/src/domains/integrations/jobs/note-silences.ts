import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { allProviders } from "../find-provider.ts";
import { noteSilence } from "../silence/note-silence.ts";
import { defaultQuietSeconds } from "../silence/quiet-since.ts";

/** Looked at in one run; the others are first in the next. */
const atOnce = 500;

export const noteSilencesTask = defineJob({
  name: "integrations.note-silences",
  description: "Finds the integrations from which nothing came within their expected interval.",
  payload: z.object({}),
  cron: "*/10 * * * *",
  maxAttempts: 1,
  async run(ctx) {
    const { raw } = ctx.app.database;
    const usual = Object.fromEntries(
      allProviders().flatMap(({ slug, quietAfterSeconds }) => (quietAfterSeconds ? [[slug, quietAfterSeconds]] : [])),
    );
    // The verb looks again under the lock, with the whole rule; this only narrows.
    const quiet = await raw`
      select workspace_id, id from integrations
      where state in ('authorised', 'webhook_registered', 'live')
        and greatest(last_delivery_at, last_signal_at, created_at) < now() - interval '1 second'
          * coalesce(quiet_after_seconds, (${raw.json(usual)}::jsonb ->> provider)::int, ${defaultQuietSeconds})
      order by id limit ${atOnce}`;
    for (const row of quiet) {
      await noteSilence(ctx, { workspaceId: row.workspace_id as string, integrationId: row.id as string });
    }
  },
});
