import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { readSourceTask } from "./read-source.ts";

/** Each hour: signals may be lost, and not every change of a document is a signal. */
export const readSourcesTask = defineJob({
  name: "documents.read-sources",
  description: "Has every source that was not read within the hour read again.",
  payload: z.object({}),
  cron: "17 * * * *",
  maxAttempts: 1,
  async run({ app }) {
    await app.database.raw`
      select plumbline.enqueue(
        ${readSourceTask.name}, json_build_object('workspaceId', s.workspace_id, 'sourceId', s.id), now(),
        ${readSourceTask.maxAttempts}::int, 'documents.source:' || s.id
      ) from document_sources s
      join integrations i on i.workspace_id = s.workspace_id and i.id = s.integration_id
      where i.state <> 'disconnected' and (s.read_at is null or s.read_at < now() - interval '50 minutes')`;
    app.outbox.wakeWorkers();
  },
});
