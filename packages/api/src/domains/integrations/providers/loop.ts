import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import { readList, readMoment, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";

/**
 * Loop Returns, by polling alone. Loop has webhooks, and says that it signs them over a body “with slashes escaped and newlines
 * removed”: ‡ which bytes that is, and with which hash, its page does not say, and a check that is guessed is none.
 * https://docs.loopreturns.com/api-reference/latest/return-data/detailed-returns-list
 */
export const loop = defineProvider({
  slug: "loop",
  name: "Loop Returns",
  category: "commerce",
  description: "Returns as customers begin them and as they are closed, cancelled or expire.",
  docsUrl: "https://docs.loopreturns.com/api-reference/latest/return-data/detailed-returns-list",
  guide: "connect-loop",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about five minutes" },
  settings: [
    {
      name: "LOOP_API_URL",
      description: "Address of Loop's API.",
      secret: false,
      default: "https://api.loopreturns.com/api/v1",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "apiKey",
          label: "API key",
          help: "Loop admin → Settings → Developer tools → API keys, with the scope Returns.",
          pattern: /^\S{16,}$/,
        },
      ],
    },
  ],
  api: { baseUrl: "{LOOP_API_URL}", headers: ({ apiKey = "" }) => ({ "x-authorization": apiKey }) },
  async checkCredentials(access) {
    const { body } = await access.call("GET", listPath(new Date(access.now.getTime() - 3_600_000), access.now));
    return { account: "Loop", text: `Loop showed the ${returnsIn(body).length} returns of the last hour` };
  },
  unprovable: "The key does not say which shop it is of.",
  quietAfterSeconds: 14 * 86_400,
  poll: windowPoll({
    intervalSeconds: 300,
    overlapSeconds: 300,
    async read(access, since, page) {
      // A day at a time: the list is not paged, and at most 120 days fit one question.
      const oldest = access.now.getTime() - 119 * dayMs;
      const start = page ? new Date(page) : new Date(Math.max(since.getTime(), oldest));
      const end = new Date(Math.min(start.getTime() + dayMs, access.now.getTime()));
      const { body } = await access.call("GET", listPath(start, end));
      return {
        items: returnsIn(body).map((one) => ({
          at: readMoment(one, "updated_at") ?? readMoment(one, "created_at") ?? access.now,
          signals: returnSignals(one, since),
        })),
        next: end < access.now ? end.toISOString() : undefined,
      };
    },
  }),
});

const dayMs = 86_400_000;

/** Loop's own example of a moment: 2022-01-01 00:00:00+00:00. */
const moment = (at: Date) => `${at.toISOString().slice(0, 19).replace("T", " ")}+00:00`;

function listPath(from: Date, to: Date): string {
  return `/warehouse/return/list?${new URLSearchParams({ from: moment(from), to: moment(to), filter: "updated_at" })}`;
}

/** A bare list; `returns` when it is paged. */
const returnsIn = (body: unknown): unknown[] => (Array.isArray(body) ? body : readList(body, "returns"));

const ends = ["closed", "cancelled", "expired"];

/** A return is begun once, and comes to each of its ends once. */
function returnSignals(one: unknown, since: Date): NormalisedSignal[] {
  const id = readText(one, "id");
  if (!id) return [];
  const order = readText(one, "order_name") ?? id;
  const created = readMoment(one, "created_at");
  const updated = readMoment(one, "updated_at") ?? created;
  const state = readText(one, "state")?.toLowerCase() ?? "";
  const say = (deed: string, at: Date): NormalisedSignal => ({
    type: `return.${deed}`,
    key: `return.${deed}:${id}`,
    occurredAt: at,
    title: `Return of order ${order} ${deed}${readText(one, "outcome") ? ` (${readText(one, "outcome")})` : ""}`,
    subject: `order ${order}`,
    data: {
      returnId: id,
      state,
      outcome: readText(one, "outcome"),
      total: readText(one, "return_total") ?? readText(one, "total"),
      currency: readText(one, "currency"),
    },
  });
  return [
    ...(created && created >= since ? [say("created", created)] : []),
    ...(updated && ends.includes(state) ? [say(state, updated)] : []),
  ];
}
