import postgres from "postgres";
import { makeLogGround } from "../../packages/api/src/domains/logs/testing/log-ground.ts";
import { startBenchServer } from "../bench-server.ts";
import { perSecond, rate } from "../measure.ts";
import type { SoakReport } from "./deliveries.ts";

const batchSize = 2000;
const width = 4;

/** One batch with what its sender knows of it. */
interface Sent {
  /** Whether it had an idempotency key and was sent again until it was answered. */
  keyed: boolean;
  acknowledged: boolean;
  tries: number;
}

/**
 * Sends entries while the server that takes them is killed twice and started again. In the end every acknowledged batch must be
 * stored whole and once, and of the others each whole and once, or not at all. Every second batch carries a key and is sent until it
 * is acknowledged, as the SDK's logger does; the others are sent once, as an exporter does that gives up.
 */
export async function soakLogs(entries: number): Promise<SoakReport> {
  process.env.LOG_ENTRIES_PER_SECOND = "10000000";
  const server = await startBenchServer();
  const sql = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    // Whoever asks for the workspace and its key does it at the process that stays.
    const { apiKey } = await makeLogGround(server as never);
    await server.stopWorking();
    const total = Math.ceil(entries / batchSize);
    const sent: Sent[] = Array.from({ length: total }, (_, n) => ({
      keyed: n % 2 === 0,
      acknowledged: false,
      tries: 0,
    }));
    let taking = await server.serveAnother();
    let kills = 0;
    let next = 0;
    const startedAt = performance.now();
    async function sender(): Promise<void> {
      for (let n = next++; n < total; n = next++) {
        const batch = sent[n] as Sent;
        const body = bodyOf(n);
        do {
          batch.tries += 1;
          batch.acknowledged = await send(taking.url, apiKey, body, batch.keyed ? `batch-${n}` : null);
          if (!batch.acknowledged) await new Promise((resolve) => setTimeout(resolve, 200));
        } while (batch.keyed && !batch.acknowledged && batch.tries < 1000);
      }
    }
    async function killer(): Promise<void> {
      for (const third of [1, 2]) {
        while (next < (total * third) / 3) await new Promise((resolve) => setTimeout(resolve, 20));
        taking.kill();
        kills += 1;
        taking = await server.serveAnother();
      }
    }
    await Promise.all([...Array.from({ length: width }, sender), killer()]);
    const elapsed = performance.now() - startedAt;
    return await report(sql, sent, { kills, elapsed });
  } finally {
    await sql.end();
    await server.stop();
  }
}

async function report(
  sql: postgres.Sql,
  sent: readonly Sent[],
  { kills, elapsed }: { kills: number; elapsed: number },
): Promise<SoakReport> {
  const rows = await sql<{ batch: number; n: number; different: number }[]>`
    select (attributes->>'batch')::int as batch, count(*)::int as n, count(distinct attributes->>'n')::int as different
    from log_entries group by 1`;
  const stored = new Map(rows.map((row) => [row.batch, row]));
  const isWhole = (n: number) => stored.get(n)?.n === batchSize && stored.get(n)?.different === batchSize;
  const acknowledged = sent.flatMap(({ acknowledged: known }, n) => (known ? [n] : []));
  const lost = acknowledged.filter((n) => !stored.has(n)).length;
  const broken = [...stored.keys()].filter((n) => !isWhole(n)).length;
  const unanswered = sent.flatMap(({ acknowledged: known }, n) => (known ? [] : [n]));
  const again = sent.filter(({ tries }) => tries > 1).length;
  const inAll = rows.reduce((sum, { n }) => sum + n, 0);
  return {
    ok: kills === 2 && lost === 0 && broken === 0 && sent.every(({ keyed, acknowledged: known }) => !keyed || known),
    lines: [
      `${sent.length * batchSize} entries in ${sent.length} batches, the server killed ${kills} times: ${acknowledged.length} batches acknowledged, ${lost} of them lost, ${broken} stored in part or more than once`,
      `${again} batches were sent again with their key; of ${unanswered.length} that were never answered ${unanswered.filter((n) => stored.has(n)).length} are stored all the same, once`,
      `${inAll} entries stored in ${(elapsed / 1000).toFixed(0)} s, the restarts included: ${rate(perSecond(inAll, elapsed))}`,
    ],
  };
}

function bodyOf(batch: number): string {
  const now = Date.now();
  const logRecords = Array.from({ length: batchSize }, (_, n) => ({
    timeUnixNano: `${now}${String(n).padStart(6, "0")}`,
    severityNumber: n % 50 === 0 ? 17 : 9,
    severityText: n % 50 === 0 ? "ERROR" : "INFO",
    body: { stringValue: `order ${batch}-${n} handled in ${n % 700} ms` },
    attributes: [
      { key: "batch", value: { intValue: String(batch) } },
      { key: "n", value: { intValue: String(n) } },
      { key: "user.id", value: { stringValue: `u_${n % 991}` } },
    ],
  }));
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "checkout" } }] };
  return JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope: { name: "soak" }, logRecords }] }] });
}

/** True once the server has said that the batch is stored. */
async function send(url: string, apiKey: string, body: string, key: string | null): Promise<boolean> {
  const headers: Record<string, string> = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  if (key) headers["idempotency-key"] = key;
  try {
    const answer = await fetch(`${url}/v1/logs`, { method: "POST", headers, body });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
