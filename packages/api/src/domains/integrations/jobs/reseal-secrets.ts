import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";
import { type SealedField, sealedPlace } from "../access/integration-secrets.ts";

/** Every column of this domain that the vault seals. */
const columns: { table: string; column: string; field: SealedField }[] = [
  { table: "integrations", column: "credentials", field: "integrations.credentials" },
  { table: "integrations", column: "webhook_secret", field: "integrations.webhook_secret" },
  { table: "integrations", column: "previous_webhook_secret", field: "integrations.previous_webhook_secret" },
  { table: "provider_apps", column: "secrets", field: "provider_apps.secrets" },
  { table: "provider_apps", column: "webhook_secret", field: "provider_apps.webhook_secret" },
  { table: "webhook_registrations", column: "secret", field: "webhook_registrations.secret" },
];
const batch = 200;

export const resealSecretsTask = defineJob({
  name: "integrations.reseal-secrets",
  description:
    "Seals again, with the newest vault key, what an older one sealed. When it finds nothing, the old key can go.",
  payload: z.object({}),
  cron: "41 2 * * *",
  async run({ app }) {
    const { database, vault, log } = app;
    const { raw } = database;
    const newest = `v1.${vault.currentKeyId}.%`;
    for (const { table, column, field } of columns) {
      let resealed = 0;
      for (;;) {
        const stale = await raw`
          select id, workspace_id, ${raw(column)} as sealed from ${raw(table)}
          where ${raw(column)} is not null and ${raw(column)} not like ${newest} limit ${batch}`;
        for (const row of stale) {
          const place = sealedPlace({ id: row.id as string, workspaceId: row.workspace_id as string }, field);
          const anew = vault.seal(vault.open(row.sealed as string, place), place);
          // Compared with what was read: a secret that was rotated meanwhile is sealed with the newest key already.
          const done =
            await raw`update ${raw(table)} set ${raw(column)} = ${anew} where id = ${row.id} and ${raw(column)} = ${row.sealed}`;
          resealed += done.count;
        }
        if (stale.length < batch) break;
      }
      if (resealed > 0)
        log.info({ field, resealed, keyId: vault.currentKeyId }, "Secrets sealed with the newest vault key.");
    }
  },
});
