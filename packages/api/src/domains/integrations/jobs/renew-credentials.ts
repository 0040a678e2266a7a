import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { ProviderError } from "../access/provider-error.ts";
import { renewCredentials } from "../credentials/renew-credentials.ts";

export const renewCredentialsTask = defineJob({
  name: "integrations.renew",
  description: "Renews one integration's token ahead of its end.",
  reachesOutside: true,
  payload: z.object({ workspaceId: z.uuid(), integrationId: z.uuid() }),
  // A failure is written with its next try, which the cron takes up.
  maxAttempts: 1,
  async run(ctx, { workspaceId, integrationId }) {
    const [integration] = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(integrations)
        .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId))),
    );
    if (!integration) return;
    const { credentialsVersion: seenVersion } = integration;
    try {
      await renewCredentials(ctx, { workspaceId, integrationId, seenVersion }, true);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
    }
  },
});
