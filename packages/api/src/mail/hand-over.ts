import type { Database } from "@plumbline/db";
import { localMail, type MailAttempt, mails } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq, sql } from "drizzle-orm";
import type { Vault } from "../vault/index.ts";
import type { MailContent } from "./mail-content.ts";
import { mostMailAttempts } from "./most-mail-attempts.ts";
import { MailRefusedError, type SmtpTransport } from "./open-smtp.ts";
import { type RenderedMail, renderMail } from "./render-mail.ts";

interface HandOverOptions {
  database: Database;
  vault: Vault;
  /** Null puts the mail into the local mailbox. */
  smtp: SmtpTransport | null;
  mailId: string;
}

/** One attempt to hand a queued mail over. What is out already, or given up, is left alone. @throws MailRefusedError to be tried again */
export async function handOver({ database, vault, smtp, mailId }: HandOverOptions): Promise<void> {
  const [mail] = await withSystem(database, (tx) => tx.select().from(mails).where(eq(mails.id, mailId)));
  if (mail?.state !== "queued" || mail.sealed === null) return;
  const place = { workspaceId: mail.workspaceId ?? "none", row: mail.id, field: "mails.sealed" };
  const rendered = renderMail(JSON.parse(vault.open(mail.sealed, place)) as MailContent);
  if (!smtp) return await keepLocally(database, mail, rendered);
  try {
    await smtp.send({ ...rendered, id: mail.id, to: mail.recipient });
  } catch (error) {
    if (!(error instanceof MailRefusedError)) throw error;
    const givenUp = error.permanent || mail.attempts.length + 1 >= mostMailAttempts;
    await record(database, mailId, attempt("failed", error.message), givenUp ? "failed" : "queued");
    if (!givenUp) throw error;
    return;
  }
  await record(database, mailId, attempt("sent", null), "sent");
}

function attempt(outcome: MailAttempt["outcome"], reason: string | null): MailAttempt {
  return { at: new Date().toISOString(), outcome, reason };
}

async function keepLocally(database: Database, mail: typeof mails.$inferSelect, rendered: RenderedMail): Promise<void> {
  await withSystem(database, async (tx) => {
    const sent = await tx
      .update(mails)
      .set(ended("sent"))
      .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")))
      .returning({ id: mails.id });
    // Another attempt of the same job was first; the mailbox must not show the mail twice.
    if (sent.length > 0) await tx.insert(localMail).values({ recipient: mail.recipient, ...rendered });
  });
}

async function record(
  database: Database,
  mailId: string,
  made: MailAttempt,
  state: "queued" | "sent" | "failed",
): Promise<void> {
  const attempts = sql`${mails.attempts} || ${JSON.stringify([made])}::text::jsonb`;
  await withSystem(database, (tx) =>
    tx
      .update(mails)
      .set({ attempts, ...(state === "queued" ? {} : ended(state)) })
      .where(eq(mails.id, mailId)),
  );
}

/** A mail that is out or given up is erased: its links open things. */
function ended(state: "sent" | "failed") {
  return { state, sealed: null, ...(state === "sent" ? { sentAt: new Date() } : {}) };
}
