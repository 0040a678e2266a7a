import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readText } from "../../provider/read-path.ts";

/** What a notification says: whose mailbox, and how far it is now. */
export interface MailboxNotice {
  mailbox: string;
  historyId: string;
}

/** Reads Pub/Sub's envelope. Undefined for what is no notice of Gmail. */
export function readNotice(payload: unknown): MailboxNotice | undefined {
  const data = readText(payload, "message.data");
  if (!data) return undefined;
  try {
    const inner = JSON.parse(Buffer.from(data, "base64").toString("utf8")) as unknown;
    const mailbox = readText(inner, "emailAddress")?.toLowerCase();
    const historyId = readText(inner, "historyId");
    return mailbox && historyId ? { mailbox, historyId } : undefined;
  } catch {
    return undefined;
  }
}

/** A notification holds no mail, only that something changed; `thenPoll` has the rest asked for. */
export function gmailSignals({ payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  const notice = readNotice(payload);
  if (!notice) return [];
  const { mailbox, historyId } = notice;
  const published = new Date(readText(payload, "message.publishTime") ?? Number.NaN);
  return [
    {
      type: "mailbox.changed",
      key: `mailbox.changed:${mailbox}:${historyId}`,
      title: `Something changed in ${mailbox}`,
      subject: mailbox,
      occurredAt: Number.isNaN(published.getTime()) ? receivedAt : published,
      data: { historyId },
    },
  ];
}
