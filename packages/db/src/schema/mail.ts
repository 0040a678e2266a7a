import { sql } from "drizzle-orm";
import { check, index, jsonb, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { boundWorkspace, createdAt, id, moment, plumblineApp, systemPolicies } from "./columns.ts";

/** One attempt to hand a mail over. */
export interface MailAttempt {
  /** ISO 8601, UTC. */
  at: string;
  outcome: "sent" | "failed";
  /** The mail server's own words; null when it accepted. */
  reason: string | null;
}

const own = sql`workspace_id = ${boundWorkspace}`;

/**
 * Every mail that was asked for. Written in the transaction that asks, sent by a job: a mail server that is down delays it and
 * loses nothing. `workspace_id` is null for the mails about an account.
 */
export const mails = pgTable(
  "mails",
  {
    id: id(),
    workspaceId: uuid("workspace_id"),
    recipient: text("recipient").notNull(),
    template: text("template").notNull(),
    subject: text("subject").notNull(),
    /** What it is about, for example the invitation's id. */
    aboutId: uuid("about_id"),
    /** Text and HTML, sealed because they hold links that open things. Erased as soon as the mail is out or given up. */
    sealed: text("sealed"),
    state: text("state", { enum: ["queued", "sent", "failed"] })
      .notNull()
      .default("queued"),
    attempts: jsonb("attempts").notNull().default([]).$type<MailAttempt[]>(),
    createdAt: createdAt(),
    sentAt: moment("sent_at"),
  },
  (t) => [
    index("mails_workspace_about").on(t.workspaceId, t.aboutId),
    index("mails_created").on(t.createdAt),
    // How many of a kind an address got lately is asked before each mail about an account.
    index("mails_recipient").on(t.recipient, t.template, t.createdAt),
    check("mails_state", sql`state in ('queued', 'sent', 'failed')`),
    pgPolicy("mails_app", { for: "all", to: plumblineApp, using: own, withCheck: own }),
    ...systemPolicies("mails"),
  ],
);

/** Where mail lands while no SMTP server is configured: a folder on the developer's own machine, shown at `/dev/mailbox`. */
export const localMail = pgTable(
  "local_mail",
  {
    id: id(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("local_mail_recipient").on(t.recipient, t.createdAt), ...systemPolicies("local_mail")],
);
