import { setTimeout as sleep } from "node:timers/promises";
import { startBenchServer } from "./bench-server.ts";
import { type BenchWorkspace, makeBenchWorkspace } from "./bench-workspace.ts";
import { type Benchmark, type Measure, ms, quantile, rate } from "./measure.ts";

const tails = 50;
const perSecond = 5000;
const batchSize = 250;
const seconds = Number(process.env.LOG_TAIL_SECONDS ?? 20);
const limitMs = 500;

/** What the tails look for: some everything, most a part of it, as people do. */
const searches = [
  "",
  "service:s1",
  "level:error",
  '"number 7"',
  "service:s2 level:>=warn",
  "shard:3",
  "/number \\d*11$/",
];

interface Arrived {
  readonly latencies: number[];
  skipped: number;
}

/** When each batch was accepted, by its number: what a tail brings is held against it. */
type Accepted = Map<number, { at: number; waiting: ((at: number) => void)[] }>;

/** One tail; reads server-sent events and notes how long after its batch was accepted each entry came. */
async function followTail(
  url: string,
  { slug, token }: BenchWorkspace,
  { query, arrived, accepted, signal }: { query: string; arrived: Arrived; accepted: Accepted; signal: AbortSignal },
): Promise<void> {
  const params = new URLSearchParams({ workspace: slug, query });
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/logs/tail?${params}`, { headers, signal });
  if (!response.ok) throw new Error(await response.text());
  const read = async () => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      const now = performance.now();
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf("\n\n") + 2;
      rest = text.slice(end);
      for (const [, batch] of text.slice(0, end).matchAll(/"body":"batch (\d+) /g)) {
        const known = accepted.get(Number(batch));
        const note = (at: number) => arrived.latencies.push(Math.max(0, now - at));
        // It may come before the sender has read its answer.
        if (known && known.at > 0) note(known.at);
        else known?.waiting.push(note);
      }
      for (const [, count] of text.slice(0, end).matchAll(/"skipped":(\d+)/g)) arrived.skipped += Number(count);
    }
  };
  read().catch(() => {});
}

function makeBatch(number: number): string {
  const lines = Array.from({ length: batchSize }, (_, n) =>
    JSON.stringify({
      time: new Date().toISOString(),
      level: n % 50 === 0 ? "error" : n % 10 === 0 ? "warn" : "info",
      service: `s${n % 5}`,
      message: `batch ${number} number ${n} of what a service says when it is asked`,
      shard: n % 8,
    }),
  );
  return lines.join("\n");
}

/** Sends at an even pace, whatever the answers take. Gives the entries that were accepted. */
async function sendEvenly(url: string, { token }: BenchWorkspace, accepted: Accepted): Promise<number> {
  const everyMs = (1000 * batchSize) / perSecond;
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  let taken = 0;
  for (let number = 1; number * everyMs <= seconds * 1000; number += 1) {
    await sleep(Math.max(0, startedAt + number * everyMs - performance.now()));
    const batch = { at: 0, waiting: [] as ((at: number) => void)[] };
    accepted.set(number, batch);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" };
    const send = async () => {
      const response = await fetch(`${url}/v1/logs/ndjson`, { method: "POST", headers, body: makeBatch(number) });
      if (!response.ok) throw new Error(await response.text());
      await response.arrayBuffer();
      batch.at = performance.now();
      for (const note of batch.waiting) note(batch.at);
      taken += batchSize;
    };
    pending.push(send());
  }
  await Promise.all(pending);
  return taken;
}

export const logTail: Benchmark = {
  name: "log-tail",
  async run(): Promise<Measure[]> {
    process.env.LOG_ENTRIES_PER_SECOND ??= "1000000";
    const server = await startBenchServer();
    const abort = new AbortController();
    try {
      const workspace = await makeBenchWorkspace(server);
      const accepted: Accepted = new Map();
      const arrived: Arrived = { latencies: [], skipped: 0 };
      for (let n = 0; n < tails; n += 1) {
        const query = searches[n % searches.length] as string;
        await followTail(server.url, workspace, { query, arrived, accepted, signal: abort.signal });
      }
      const startedAt = performance.now();
      const taken = await sendEvenly(server.url, workspace, accepted);
      const pace = taken / ((performance.now() - startedAt) / 1000);
      await sleep(2000);
      const p99 = quantile(arrived.latencies, 0.99);
      const p50 = quantile(arrived.latencies, 0.5);
      return [
        {
          what: `Live tail: accepted to received, ${rate(pace)} entries, ${tails} tails, ${arrived.latencies.length.toLocaleString("en")} arrivals, ${arrived.skipped.toLocaleString("en")} skipped and said so`,
          value: `p99 ${ms(p99)} (p50 ${ms(p50)})`,
          against: `${limitMs} ms`,
          ratio: p99 / limitMs,
          budget: { sign: "<=", ratio: 1 },
        },
      ];
    } finally {
      abort.abort();
      await server.stop();
    }
  },
};
