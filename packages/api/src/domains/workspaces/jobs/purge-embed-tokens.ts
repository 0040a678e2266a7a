import { embedTokens } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { lte } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Milliseconds for which the record of an ended token is kept. History keeps that it was minted. */
const keptMs = 86_400_000;

/** Deletes the records of embed tokens that ended more than a day ago: they are minted by the million. */
export const purgeEmbedTokens = defineJob({
  name: "workspaces.purge-embed-tokens",
  description: "Deletes the records of embed tokens that ended more than a day ago.",
  payload: z.object({}),
  cron: "41 * * * *",
  async run(ctx) {
    const before = new Date(ctx.app.clock.now().getTime() - keptMs);
    await withSystem(ctx.app.database, (tx) => tx.delete(embedTokens).where(lte(embedTokens.expiresAt, before)));
  },
});
