import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import { readList, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";

/** AssemblyAI speech to text. https://www.assemblyai.com/docs/api-reference */
export const assemblyai = defineProvider({
  slug: "assemblyai",
  name: "AssemblyAI",
  category: "media",
  description: "Transcripts as they are completed or fail. The text itself is not read.",
  docsUrl: "https://www.assemblyai.com/docs/pre-recorded-audio/webhooks",
  guide: "connect-assemblyai",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook: "within seconds, for transcripts that were asked for with our address",
    polling: "within about two minutes",
  },
  settings: [
    {
      name: "ASSEMBLYAI_API_URL",
      description: "Address of the API; https://api.eu.assemblyai.com for the EU.",
      secret: false,
      default: "https://api.assemblyai.com",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [{ name: "apiKey", label: "API key", help: "Dashboard → API Keys.", pattern: /^\w{16,}$/ }],
    },
  ],
  api: { baseUrl: "{ASSEMBLYAI_API_URL}", headers: ({ apiKey = "" }) => ({ authorization: apiKey }) },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/v2/transcript?limit=1");
    const some = readList(body, "transcripts").length > 0 ? "its newest transcript" : "an empty list of transcripts";
    return { account: "AssemblyAI", text: `AssemblyAI showed ${some}` };
  },
  unprovable: "The key does not say whose account it is.",
  quietAfterSeconds: 14 * 86_400,
  webhook: {
    // AssemblyAI signs nothing; it shows the header that each transcript is asked for with.
    signature: { kind: "bearer", header: "x-plumbline-token" },
    deliveryId: ({ payload }) => {
      const id = readText(payload, "transcript_id");
      return id ? `${id}:${readText(payload, "status")}` : undefined;
    },
    event: ({ payload }) => readText(payload, "status"),
  },
  // Newest first by creation; a long recording takes a while, so the last hour is read again.
  poll: windowPoll({
    intervalSeconds: 120,
    overlapSeconds: 3_600,
    async read(access, since, page) {
      const query = new URLSearchParams({ limit: "200", ...(page ? { before_id: page } : {}) });
      const { body } = await access.call("GET", `/v2/transcript?${query}`);
      const transcripts = readList(body, "transcripts");
      const items = transcripts.map((transcript) => {
        const at = momentOf(transcript, "created") ?? access.now;
        const ended = momentOf(transcript, "completed") ?? at;
        const { id, status, error } = textsOf(transcript);
        return { at, signals: at >= since ? signal(id, status, ended, error) : [] };
      });
      const oldest = items.at(-1);
      const more = readPath(body, "page_details.prev_url") && oldest && oldest.at >= since;
      return { items, next: more ? readText(transcripts.at(-1), "id") : undefined };
    },
  }),
  signals: ({ payload, receivedAt }) =>
    signal(readText(payload, "transcript_id"), readText(payload, "status"), receivedAt, undefined),
  samples: [
    {
      name: "a transcript is completed",
      headers: { "content-type": "application/json" },
      body: { transcript_id: "5552493-16d8-42d8-8feb-c2a16b56f6e8", status: "completed" },
      signals: ["transcript.completed"],
    },
    {
      name: "a transcript failed",
      headers: { "content-type": "application/json" },
      body: { transcript_id: "5552493-16d8-42d8-8feb-c2a16b56f6e9", status: "error" },
      signals: ["transcript.failed"],
    },
  ],
});

/** AssemblyAI writes UTC without saying so: 2026-11-20T11:41:44.123456. */
function momentOf(transcript: unknown, field: string): Date | undefined {
  const text = readText(transcript, field);
  const at = text ? new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

const textsOf = (transcript: unknown) => ({
  id: readText(transcript, "id"),
  status: readText(transcript, "status"),
  error: readText(transcript, "error"),
});

/** A transcript ends once; the one that is still in work tells nothing. */
function signal(
  id: string | undefined,
  status: string | undefined,
  at: Date,
  error: string | undefined,
): NormalisedSignal[] {
  const type = status === "completed" ? "transcript.completed" : status === "error" ? "transcript.failed" : null;
  if (!id || !type) return [];
  const words = type === "transcript.completed" ? "Transcript completed" : "Transcript failed";
  return [
    {
      type,
      key: `${type}:${id}`,
      occurredAt: at,
      title: `${words}${error ? `: ${error.slice(0, 200)}` : `: ${id}`}`,
      subject: id,
      data: { transcriptId: id, error },
    },
  ];
}
