import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Renewals taken up in one minute; the others are first in the next. */
const atOnce = 1_000;
/** A renewal that was taken up and never ended (its process died) is due again after this. */
const retryAfterMinutes = 2;

export const renewDueTask = defineJob({
  name: "integrations.renew-due",
  description: "Takes up the tokens that end soon.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      with due as (
        select workspace_id, id from integrations
        where next_refresh_at <= now() and state <> 'disconnected'
          and (refreshing_until is null or refreshing_until <= now())
        order by next_refresh_at limit ${atOnce} for no key update skip locked
      ), taken as (
        update integrations i set next_refresh_at = now() + ${retryAfterMinutes} * interval '1 minute'
        from due where i.workspace_id = due.workspace_id and i.id = due.id
        returning i.workspace_id, i.id
      )
      select plumbline.enqueue(
        'integrations.renew', json_build_object('workspaceId', workspace_id, 'integrationId', id), now(), 1, null::text
      ) from taken`;
    app.outbox.wakeWorkers();
  },
});
