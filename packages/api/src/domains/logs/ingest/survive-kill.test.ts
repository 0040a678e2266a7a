import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../testing/free-port.ts";
import { type SpawnedNode, spawnNode, startTestServer, type TestServer } from "../../../testing/index.ts";
import { type LogGround, makeLogGround } from "../testing/log-ground.ts";

// The million entries of `npm run soak -- logs`, small: the process that takes them is killed as rudely as a machine would.

const batches = 60;
const batchSize = 200;
const width = 4;

let home: TestServer;
let ground: LogGround;
let victim: SpawnedNode;
let url = "";

beforeAll(async () => {
  // Makes the workspace and its key, and takes over; what takes the entries first is a process of its own.
  home = await startTestServer();
  ground = await makeLogGround(home);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = { PORT: String(port), LOG_LEVEL: "error", PLUMBLINE_DATA: home.dataDir, DATABASE_URL: home.databaseUrl };
  victim = spawnNode(new URL("../../../serve.ts", import.meta.url), env);
  await victim.printed("is ready");
}, 120_000);
afterAll(async () => {
  await victim?.kill();
  await home?.close();
});

async function killAndTakeOver(): Promise<void> {
  await victim.kill();
  url = home.url;
}

interface Sent {
  /** Sent under a key until it is answered, as the SDK's logger does; the others once, as an exporter that gives up. */
  readonly keyed: boolean;
  acknowledged: boolean;
  tries: number;
}

async function send(batch: number, { keyed }: Sent): Promise<boolean> {
  const lines = Array.from({ length: batchSize }, (_, n) => JSON.stringify({ msg: `order ${batch}`, batch, n }));
  const key: Record<string, string> = keyed ? { "idempotency-key": `batch-${batch}` } : {};
  const headers = { authorization: `Bearer ${ground.apiKey}`, ...key };
  try {
    const answer = await fetch(`${url}/v1/logs/ndjson`, { method: "POST", headers, body: lines.join("\n") });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

test("a server killed while batches are sent: what was acknowledged is there whole and once", async () => {
  const sent = Array.from({ length: batches }, (_, n): Sent => ({ keyed: n % 2 === 0, acknowledged: false, tries: 0 }));
  let next = 0;
  let killed: Promise<void> | null = null;
  async function sender(): Promise<void> {
    for (let n = next++; n < batches; n = next++) {
      const batch = sent[n] as Sent;
      do {
        batch.tries += 1;
        batch.acknowledged = await send(n, batch);
        // A third is sent, the other senders are in the middle of theirs.
        if (n >= batches / 3) killed ??= killAndTakeOver();
        if (!batch.acknowledged && batch.keyed) await killed;
      } while (batch.keyed && !batch.acknowledged);
    }
  }
  await Promise.all(Array.from({ length: width }, sender));
  // Where nobody was interrupted, nothing was tried.
  expect(sent.filter(({ tries, acknowledged }) => tries > 1 || !acknowledged)).not.toEqual([]);
  expect(sent.filter(({ keyed, acknowledged }) => keyed && !acknowledged)).toEqual([]);
  const stored = Map.groupBy(await ground.stored(), ({ attributes }) => attributes.batch as number);
  for (const [batch, { acknowledged }] of sent.entries()) {
    const numbers = (stored.get(batch) ?? []).map(({ attributes }) => attributes.n);
    const whole = Array.from({ length: batchSize }, (_, n) => n);
    // What nobody acknowledged may be there, too; never in part, never twice.
    expect(numbers.length === 0 && !acknowledged ? whole : numbers, `batch ${batch}`).toEqual(whole);
  }
}, 120_000);
