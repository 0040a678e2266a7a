import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { secretPlace } from "../webhook-secret.ts";

/** Endpoints of one round. */
const batchSize = 200;

/** Nightly, so that after a new vault key the old one can soon go. */
export const resealWebhookSecrets = defineJob({
  name: "webhooks.reseal-secrets",
  description: "Seals endpoints' secrets again with the newest vault key, where an older one sealed them.",
  payload: z.object({}),
  cron: "47 2 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const { vault, log } = app;
    const { raw } = app.database;
    const newest = `v1.${vault.currentKeyId}.%`;
    let resealed = 0;
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const stale = await raw<{ id: string; workspaceId: string; secret: string | null; previous: string | null }[]>`
        select id, workspace_id as "workspaceId", secret, previous_secret as previous from webhook_endpoints
        where id > ${after} and (secret not like ${newest} or previous_secret not like ${newest})
        order by id limit ${batchSize}`;
      for (const { id, workspaceId, secret, previous } of stale) {
        const place = secretPlace({ id, workspaceId });
        const again = (sealed: string | null) => sealed && vault.seal(vault.open(sealed, place), place);
        // Compared with what was read: a secret that was rotated meanwhile has the newest key already.
        const { count } = await raw`
          update webhook_endpoints set secret = ${again(secret)}, previous_secret = ${again(previous)}
          where id = ${id} and secret is not distinct from ${secret} and previous_secret is not distinct from ${previous}`;
        resealed += count;
      }
      const last = stale.at(-1);
      if (!last || stale.length < batchSize) break;
      after = last.id;
    }
    if (resealed > 0) log.info({ resealed, keyId: vault.currentKeyId }, "Webhook secrets sealed with the newest key.");
  },
});
