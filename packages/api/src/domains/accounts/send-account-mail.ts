import { mails } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, count, eq, gt, sql } from "drizzle-orm";
import type { App } from "../../app.ts";
import type { MailContent } from "../../mail/mail-content.ts";

/** Mails of one kind to one address within an hour. More would let a stranger fill somebody's mailbox from many addresses. */
const mostPerHour = 6;

/** Queues a mail about an account. Beyond the hourly limit nothing is sent, and nobody is told: the answer must not depend on it. */
export async function sendAccountMail(app: App, to: string, content: MailContent): Promise<void> {
  await withSystem(app.database, async (tx) => {
    const lately = and(
      eq(mails.recipient, to),
      eq(mails.template, content.template),
      gt(mails.createdAt, sql`now() - interval '1 hour'`),
    );
    const [sent] = await tx.select({ mails: count() }).from(mails).where(lately);
    if ((sent?.mails ?? 0) >= mostPerHour) {
      app.log.warn(
        { template: content.template },
        "A mail was held back: this address got enough of the kind within an hour.",
      );
      return;
    }
    await app.mailer.queue(tx, { to, content });
  });
  // No event goes with it, which would have the relay wake the workers.
  app.outbox.wakeWorkers();
}
