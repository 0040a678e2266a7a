import { createHash } from "node:crypto";
import { PreconditionError } from "../../../service/errors.ts";
import { addressBelow } from "../provider/address-below.ts";
import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText, readTexts } from "../provider/read-path.ts";
import { hostOf, serverField, serverSignIn, signInHeaders } from "../provider/server-credentials.ts";
import { defineProvider } from "../provider.ts";

/** Lines of one poll; the next one goes on where this one stopped. */
const mostLines = 200;
/** Seconds that lines get to arrive at Loki before they are asked for: those that come later than that are missed. */
const settleSeconds = 10;

/** Grafana Loki: the lines that a query selects. https://grafana.com/docs/loki/latest/reference/loki-http-api */
export const loki = defineProvider({
  slug: "loki",
  name: "Loki",
  category: "infrastructure",
  description: "Log lines that a LogQL query of your own selects, as they appear.",
  docsUrl: "https://grafana.com/docs/loki/latest/reference/loki-http-api",
  guide: "connect-loki",
  feeds: ["signals", "evidence", "monitors"],
  freshness: { polling: "within about forty seconds, at most 200 lines in each half minute" },
  connect: [
    {
      kind: "token",
      fields: [
        serverField("http://loki.internal:3100"),
        {
          name: "query",
          label: "Query",
          help: "A LogQL query that selects lines. Each line becomes a signal, so make it a rare one.",
          placeholder: '{app="checkout"} |= "panic"',
          secret: false,
          pattern: /^\s*\{.+\}/s,
        },
        {
          name: "tenant",
          label: "Tenant",
          help: "Sent as X-Scope-OrgID, where Loki has several tenants.",
          secret: false,
          optional: true,
        },
        ...serverSignIn,
      ],
    },
  ],
  api: {
    baseUrl: "",
    headers: (credentials) => ({
      ...signInHeaders(credentials),
      ...(credentials.tenant ? { "x-scope-orgid": credentials.tenant } : {}),
    }),
  },
  checkCredentials,
  quietAfterSeconds: 30 * 86_400,
  poll: {
    intervalSeconds: 30,
    cursorAt: (at) => ({ since: nanoseconds(at) }),
    async run(access, cursor) {
      const end = nanoseconds(new Date(access.now.getTime() - settleSeconds * 1000));
      const since = readText(cursor, "since");
      if (!since) {
        await select(access, String(BigInt(end) - 1_000_000_000n), end, 1);
        return { signals: [], cursor: { since: end } };
      }
      if (BigInt(since) >= BigInt(end)) return { signals: [], cursor: { since } };
      const lines = await select(access, since, end, mostLines);
      const last = lines.at(-1);
      // `start` is inclusive: lines of the very nanosecond at which a full answer ended come again and are known by their key.
      const full = last !== undefined && lines.length >= mostLines;
      const next = full ? (last.at === since ? String(BigInt(last.at) + 1n) : last.at) : end;
      return { signals: lines.map((line) => lineSignal(access, line)), more: full, cursor: { since: next } };
    },
  },
});

interface Line {
  /** Nanoseconds since 1970. */
  at: string;
  text: string;
  labels: Record<string, string>;
}

async function checkCredentials(access: ProviderAccess) {
  const account = hostOf(access.credentials.url);
  const end = nanoseconds(access.now);
  await select(access, String(BigInt(end) - 60_000_000_000n), end, 1);
  return { account, text: `Loki ran the query at ${account}` };
}

/** The lines from `start` to before `end`, oldest first. */
async function select(access: ProviderAccess, start: string, end: string, limit: number): Promise<Line[]> {
  const { url, query = "" } = access.credentials;
  const search = new URLSearchParams({ query, start, end, limit: String(limit), direction: "forward" });
  const { body } = await access.call("GET", addressBelow(url, `/loki/api/v1/query_range?${search}`));
  const kind = readText(body, "data.resultType");
  if (kind !== "streams") {
    throw new PreconditionError(
      `The query does not select lines: Loki answered with ${kind ?? "something else than a result"}.`,
      'Use a query such as {app="checkout"} |= "panic", without rate() or count_over_time(); monitors take those.',
    );
  }
  const lines = readList(body, "data.result").flatMap((stream) => {
    const labels = readTexts(stream, "stream");
    return readList(stream, "values").flatMap((value) => {
      const [at, text] = Array.isArray(value) ? (value as unknown[]) : [];
      return typeof at === "string" && /^\d{16,20}$/.test(at) ? [{ at, text: String(text), labels }] : [];
    });
  });
  return lines.sort((a, b) => (BigInt(a.at) < BigInt(b.at) ? -1 : 1));
}

function lineSignal(access: ProviderAccess, { at, text, labels }: Line): NormalisedSignal {
  const named = createHash("sha256")
    .update(JSON.stringify([labels, text]))
    .digest("hex")
    .slice(0, 16);
  return {
    type: "log.matched",
    key: `log.matched:${at}:${named}`,
    occurredAt: new Date(Number(BigInt(at) / 1_000_000n)),
    title: text.replace(/\s+/g, " ").trim().slice(0, 200) || "An empty line",
    subject: labels.service_name ?? labels.app ?? labels.job ?? labels.container ?? hostOf(access.credentials.url),
    data: { labels, line: text.slice(0, 2_000) },
  };
}

const nanoseconds = (at: Date) => `${at.getTime()}000000`;
