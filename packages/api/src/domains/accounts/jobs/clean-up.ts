import { localMail, mails, rateLimits, sessions, verifications } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { lt, sql } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "../../../outbox/define-job.ts";

/** Deletes what has ended: sessions, links, and mail that is no longer of use. */
export const cleanUp = defineJob({
  name: "accounts.clean-up",
  description:
    "Deletes ended sessions, links and counters, local mail after 30 days and the record of sent mail after 90.",
  payload: z.object({}),
  cron: "17 3 * * *",
  async run(ctx) {
    const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`;
    await withSystem(ctx.app.database, async (tx) => {
      await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
      await tx.delete(verifications).where(lt(verifications.expiresAt, sql`now()`));
      // No window is longer than a day.
      await tx.delete(rateLimits).where(lt(rateLimits.lastRequest, ctx.app.clock.now().getTime() - 86_400_000));
      await tx.delete(localMail).where(lt(localMail.createdAt, daysAgo(30)));
      await tx.delete(mails).where(lt(mails.createdAt, daysAgo(90)));
    });
  },
});
