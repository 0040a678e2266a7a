import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { systemContext } from "../../../service/context.ts";
import { endHealedTakings as endIn } from "../takings/end-healed-takings.ts";

/** Not everything that heals says so by an event: a worker that reports again does not. */
export const endHealedTakings = defineJob({
  name: "readiness.end-healed-takings",
  description: "Ends, every minute, what members took and evidence no longer speaks against.",
  payload: z.object({}),
  cron: "* * * * *",
  async run({ app }) {
    const workspaces = await app.database.raw<{ id: string }[]>`
      select distinct workspace_id as id from claim_takings`;
    for (const { id } of workspaces) await endIn(systemContext(app, "readiness.end-healed-takings"), id);
  },
});
