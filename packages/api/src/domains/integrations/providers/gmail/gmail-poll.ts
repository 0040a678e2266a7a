import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { PollContract } from "../../provider.ts";

/** Mails whose headers are read in one poll; the next poll goes on from there. */
const mostMails = 100;

/**
 * What history has added since the last poll, each mail read once for its headers.
 * https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.history/list
 */
export const gmailPoll: PollContract = {
  intervalSeconds: 60,
  async run(access, cursor) {
    const start = readText(cursor, "historyId");
    const profile = start ? null : await readProfile(access);
    if (!start) return { signals: [], cursor: { historyId: profile?.historyId, mailbox: profile?.mailbox } };
    const mailbox = readText(cursor, "mailbox") ?? (await readProfile(access)).mailbox;
    const found = await addedSince(access, start);
    if (found === null) {
      const { historyId } = await readProfile(access);
      return { signals: [gap(mailbox, start, access.now)], cursor: { historyId, mailbox } };
    }
    const signals: NormalisedSignal[] = [];
    for (const id of found.ids) signals.push(...(await readMail(access, mailbox, id)));
    return { signals, cursor: { historyId: found.historyId, mailbox } };
  },
};

async function readProfile(access: ProviderAccess) {
  const { body } = await access.call("GET", "/profile");
  return {
    historyId: readText(body, "historyId") ?? "",
    mailbox: (readText(body, "emailAddress") ?? "").toLowerCase(),
  };
}

/** Null when Gmail no longer has the history: it keeps about a week, and answers 404 for what is older. */
async function addedSince(access: ProviderAccess, startHistoryId: string) {
  const ids = new Set<string>();
  const wanted = new Set(access.targets.length > 0 ? access.targets.map(({ id }) => id) : ["INBOX"]);
  let historyId = startHistoryId;
  let pageToken = "";
  do {
    const query = new URLSearchParams({ startHistoryId, historyTypes: "messageAdded", maxResults: "100" });
    if (pageToken) query.set("pageToken", pageToken);
    const { status, body } = await access.call("GET", `/history?${query}`, { accept: [404] });
    if (status === 404) return null;
    for (const entry of readList(body, "history")) {
      for (const added of readList(entry, "messagesAdded")) {
        const id = readText(added, "message.id");
        if (id && readList(added, "message.labelIds").some((label) => wanted.has(String(label)))) ids.add(id);
      }
      if (ids.size >= mostMails) return { ids, historyId: readText(entry, "id") ?? historyId };
    }
    historyId = readText(body, "historyId") ?? historyId;
    pageToken = readText(body, "nextPageToken") ?? "";
  } while (pageToken);
  return { ids, historyId };
}

/** A mail that was deleted meanwhile is none; a draft is not mail yet. */
async function readMail(access: ProviderAccess, mailbox: string, id: string): Promise<NormalisedSignal[]> {
  const query = "format=metadata&metadataHeaders=From&metadataHeaders=Subject";
  const { status, body } = await access.call("GET", `/messages/${id}?${query}`, { accept: [404] });
  const labels = readList(body, "labelIds").map(String);
  if (status === 404 || labels.includes("DRAFT")) return [];
  const header = (name: string) => {
    const found = readList(body, "payload.headers").find((one) => readText(one, "name")?.toLowerCase() === name);
    return readText(found, "value");
  };
  const type = labels.includes("SENT") ? "mail.sent" : "mail.received";
  const from = header("from");
  const at = new Date(Number(readText(body, "internalDate") ?? Number.NaN));
  return [
    {
      type,
      key: `${type}:${mailbox}:${id}`,
      title: header("subject") ?? "A mail without a subject",
      subject: mailbox,
      url: `https://mail.google.com/mail/?authuser=${encodeURIComponent(mailbox)}#all/${id}`,
      actor: from,
      occurredAt: Number.isNaN(at.getTime()) ? access.now : at,
      data: { message: id, thread: readText(body, "threadId") ?? null, from: from ?? null, labels },
    },
  ];
}

function gap(mailbox: string, from: string, now: Date): NormalisedSignal {
  return {
    type: "mailbox.gap_found",
    key: `mailbox.gap_found:${mailbox}:${from}`,
    title: `Gmail no longer has the history of ${mailbox} since the last poll; what came meanwhile is not told`,
    subject: mailbox,
    occurredAt: now,
    data: { historyId: from },
  };
}
