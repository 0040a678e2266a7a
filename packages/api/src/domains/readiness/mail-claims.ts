import { type Claim, defineClaims } from "../../service/define-claims.ts";

/**
 * Without a mail server the installation promises no more than its local mailbox, and says so; with one, that mail leaves. The
 * proof is any mail of the installation, since all go the same way; nothing of it is shown but when.
 */
export const mailClaims = defineClaims({
  name: "mail",
  async list({ app }): Promise<Claim[]> {
    const local = app.config.smtpUrl === null;
    const server = local ? "the local mailbox" : "the mail server";
    const [mail] = await app.database.raw<{ sentAt: Date | null; failedAt: Date | null; failure: string | null }[]>`
      select (select max(sent_at) from mails where state = 'sent') as "sentAt", f.at as "failedAt", f.reason as failure
      from (select 1) as one left join lateral (
        select (attempts->-1->>'at')::timestamptz as at, attempts->-1->>'reason' as reason from mails
        where attempts->-1->>'outcome' = 'failed' order by created_at desc limit 1
      ) as f on true`;
    const { sentAt, failedAt, failure } = mail ?? { sentAt: null, failedAt: null, failure: null };
    const claim = {
      id: "mail:leaves",
      title: local ? "Mail lands in the local mailbox" : "Mail leaves for people’s mailboxes",
      proof: sentAt && { what: `A mail was accepted by ${server}`, when: sentAt, from: server },
      subject: null,
      tenantId: null,
    };
    if (failedAt && (!sentAt || failedAt > sentAt)) {
      const nextStep = { label: "Check SMTP_URL and the mail server", href: "/docs" };
      return [
        { ...claim, state: "broken", reason: failure ?? "The last mail was not accepted.", since: failedAt, nextStep },
      ];
    }
    if (!sentAt) {
      const nextStep = { label: "Invite somebody: the invitation is a mail", href: "members" };
      return [{ ...claim, state: "claimed", reason: "No mail has been sent yet.", nextStep }];
    }
    const reason = local ? "No SMTP_URL is set, so no mail leaves this machine." : null;
    return [{ ...claim, state: "proven", reason, nextStep: null }];
  },
});
