import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { channelSecretsPlace } from "../channel-settings.ts";

/** Channels of one round. */
const batchSize = 200;

/** Nightly, so that after a new vault key the old one can soon go. */
export const resealChannelSecrets = defineJob({
  name: "notifications.reseal-secrets",
  description: "Seals channels' secrets again with the newest vault key, where an older one sealed them.",
  payload: z.object({}),
  cron: "49 2 * * *",
  maxAttempts: 3,
  async run({ app }) {
    const { vault, log } = app;
    const { raw } = app.database;
    const newest = `v1.${vault.currentKeyId}.%`;
    let resealed = 0;
    for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
      const stale = await raw<{ id: string; workspaceId: string; secrets: string | null; previous: string | null }[]>`
        select id, workspace_id as "workspaceId", secrets, previous_secrets as previous from channels
        where id > ${after} and (secrets not like ${newest} or previous_secrets not like ${newest})
        order by id limit ${batchSize}`;
      for (const { id, workspaceId, secrets, previous } of stale) {
        const place = channelSecretsPlace({ id, workspaceId });
        const again = (sealed: string | null) => sealed && vault.seal(vault.open(sealed, place), place);
        // Compared with what was read: a secret that was rotated meanwhile has the newest key already.
        const { count } = await raw`
          update channels set secrets = ${again(secrets)}, previous_secrets = ${again(previous)}
          where id = ${id} and secrets is not distinct from ${secrets} and previous_secrets is not distinct from ${previous}`;
        resealed += count;
      }
      after = stale.at(-1)?.id ?? after;
      if (stale.length < batchSize) break;
    }
    if (resealed > 0) log.info({ channels: resealed }, "Sealed channels' secrets with the newest key.");
  },
});
