import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { evaluateClockJob } from "./evaluate-clock.ts";

/** Each minute. A workspace without a rule and without an open alert has nothing that time could change. */
export const tick = defineJob({
  name: "alerts.tick",
  description: "Asks each workspace that has rules or open alerts to evaluate what time changes.",
  payload: z.object({}),
  cron: "* * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      select plumbline.enqueue(
        ${evaluateClockJob.name}, json_build_object('workspaceId', e.workspace_id), now(), ${evaluateClockJob.maxAttempts}::int,
        'alerts.clock:' || e.workspace_id
      ) from alert_evaluators e
      where exists (select from alert_rules r where r.workspace_id = e.workspace_id and r.enabled and r.archived_at is null)
        or exists (select from alerts a where a.workspace_id = e.workspace_id and a.state <> 'resolved')
        or exists (select from alert_held_messages h where h.workspace_id = e.workspace_id)`;
    app.outbox.wakeWorkers();
  },
});
