import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { groupErrors } from "./group-errors.ts";

/** Each minute: finds what a server that was killed could not ask for, and mutes that end. */
export const tickErrorGroups = defineJob({
  name: "logs.tick-error-groups",
  description: "Asks for the grouping of errors that nobody asked for, and for the end of mutes whose time is over.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      insert into error_readers (workspace_id, cursor)
      select w.id, 0 from workspaces w where not exists (select from error_readers r where r.workspace_id = w.id)
        and exists (select from log_entries e where e.workspace_id = w.id and e.group_id is not null)
      on conflict do nothing`;
    await app.database.raw`
      select plumbline.enqueue(
        ${groupErrors.name}, json_build_object('workspaceId', r.workspace_id), now(), ${groupErrors.maxAttempts}::int,
        'logs.group-errors:' || r.workspace_id
      ) from error_readers r
      where exists (
          select from error_groups g where g.workspace_id = r.workspace_id and g.state = 'muted' and g.muted_until <= now())
        or exists (
          select from log_entries e where e.workspace_id = r.workspace_id and e.group_id is not null and e.seq > r.cursor)`;
    app.outbox.wakeWorkers();
  },
});
