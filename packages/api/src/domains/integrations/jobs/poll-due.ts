import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { noteDowntime } from "../reconcile/note-downtime.ts";

/** Integrations taken up in one minute; the others are first in the next. */
const atOnce = 1_000;
/** A poll that was taken up and never finished (its process died) is due again after this. */
const retryAfterMinutes = 5;

export const pollDueTask = defineJob({
  name: "integrations.poll-due",
  description: "Takes up the polls that are due, and notices when nobody did for a while.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await noteDowntime(app);
    // What is due before the next run gets a job for its moment: an interval of a minute is a minute, and not two.
    await app.database.raw`
      with due as (
        select workspace_id, id, greatest(next_poll_at, paused_until) as due_at from integrations
        where next_poll_at < now() + interval '1 minute' and state <> 'disconnected'
          and (paused_until is null or paused_until < now() + interval '1 minute')
        order by next_poll_at limit ${atOnce} for no key update skip locked
      ), taken as (
        update integrations i set next_poll_at = now() + ${retryAfterMinutes} * interval '1 minute'
        from due where i.workspace_id = due.workspace_id and i.id = due.id
        returning i.workspace_id, i.id, due.due_at
      )
      select plumbline.enqueue(
        'integrations.poll', json_build_object('workspaceId', workspace_id, 'integrationId', id), greatest(now(), due_at), 2, null::text
      ) from taken`;
    app.outbox.wakeWorkers();
  },
});
