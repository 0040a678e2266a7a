import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { joinQuestionsTask } from "./join-questions.ts";

export const joinAllQuestionsTask = defineJob({
  name: "documents.join-all-questions",
  description: "Each hour, for workspaces in which something was asked since.",
  payload: z.object({}),
  cron: "41 * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      select plumbline.enqueue(
        ${joinQuestionsTask.name}, json_build_object('workspaceId', m.workspace_id), now(),
        ${joinQuestionsTask.maxAttempts}::int, null::text
      ) from (select distinct workspace_id from question_messages where created_at > now() - interval '65 minutes') m`;
    app.outbox.wakeWorkers();
  },
});
