import type { Database, Db } from "@plumbline/db";
import { localMail, mails } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { sql } from "drizzle-orm";
import type { Config } from "../config.ts";
import { sendMail } from "../domains/accounts/jobs/send-mail.ts";
import { enqueue } from "../outbox/enqueue.ts";
import type { Vault } from "../vault/index.ts";
import { handOver } from "./hand-over.ts";
import type { MailContent } from "./mail-content.ts";
import { type MailReceipt, openSmtp } from "./open-smtp.ts";
import { renderMail } from "./render-mail.ts";

export interface QueueMailOptions {
  /** One address. */
  to: string;
  content: MailContent;
  /** The workspace it belongs to; default null, for the mails about an account (those need a system transaction). */
  workspaceId?: string | null;
  /** What it is about, for example the invitation's id. */
  aboutId?: string | null;
}

/** A mail whose sender keeps it. */
export interface MailNow {
  /** A uuid, the same on every attempt. */
  id: string;
  to: readonly string[];
  content: MailContent;
  /** Mails of the same thread are shown as one conversation. */
  thread?: string;
}

/** Sends mail, later and surely. */
export interface Mailer {
  /** True while no mail server is set: mail lands in the local mailbox instead. */
  readonly isLocal: boolean;
  /**
   * Asks for a mail in the caller's transaction: it goes out exactly when the change commits, and a mail server that is down
   * delays it and loses nothing. Where no event is recorded with it, call `outbox.wakeWorkers()` after commit; else it may wait a second.
   * @returns the mail's id, to look up its attempts
   */
  queue(tx: Db, options: QueueMailOptions): Promise<string>;
  /**
   * Hands a mail over at once, once. For callers that keep the mail, its attempts and its retries themselves.
   * @returns what the mail server said; null when the mail is in the local mailbox
   * @throws MailRefusedError with the server's own words
   */
  handOverNow(mail: MailNow): Promise<MailReceipt | null>;
  /** One attempt, for the job. @throws when the server did not take it; the job's next attempt comes later */
  deliver(mailId: string): Promise<void>;
  close(): void;
}

export interface CreateMailerOptions {
  config: Pick<Config, "smtpUrl" | "mailFrom">;
  database: Database;
  vault: Vault;
}

export function createMailer({ config, database, vault }: CreateMailerOptions): Mailer {
  const smtp = config.smtpUrl ? openSmtp({ url: config.smtpUrl, from: config.mailFrom }) : null;
  return {
    isLocal: smtp === null,
    async queue(tx, { to, content, workspaceId = null, aboutId = null }) {
      const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
      const id = made?.id ?? "";
      const place = { workspaceId: workspaceId ?? "none", row: id, field: "mails.sealed" };
      await tx.insert(mails).values({
        id,
        workspaceId,
        recipient: to,
        template: content.template,
        subject: content.subject,
        aboutId,
        sealed: vault.seal(JSON.stringify(content), place),
      });
      await enqueue(tx, sendMail, { mailId: id });
      return id;
    },
    async handOverNow({ id, to, content, thread }) {
      const rendered = renderMail(content);
      const recipient = to.join(", ");
      if (smtp) return await smtp.send({ ...rendered, id, to: recipient, ...(thread ? { thread } : {}) });
      await withSystem(database, (tx) =>
        // The same mail, tried again after a crash, is in the mailbox once.
        tx
          .insert(localMail)
          .values({ id, recipient, ...rendered })
          .onConflictDoNothing(),
      );
      return null;
    },
    deliver: async (mailId) => await handOver({ database, vault, smtp, mailId }),
    close: () => smtp?.close(),
  };
}
