import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { type BenchWorkspace, makeBenchWorkspace } from "./bench-workspace.ts";
import { type Benchmark, type Measure, ms, perSecond, quantile, rate } from "./measure.ts";
import { type Door, openDoor } from "./open-door.ts";

const width = 20;
const count = 6000;

/** Accepting signed deliveries at the real door (verify, store, queue, event), and how soon a subscriber has the signal. */
export const webhook: Benchmark = {
  name: "webhook",
  async run(): Promise<Measure[]> {
    return [...(await accepting()), ...(await arriving())];
  },
};

async function accepting(): Promise<Measure[]> {
  const server = await startBenchServer();
  try {
    const workspace = await makeBenchWorkspace(server);
    await server.stopWorking();
    const door = await openDoor(server, workspace);
    await send(door, 1000, 0);
    const bare = await bareInserts(server, workspace, door);
    const { elapsedMs } = await send(door, count, 0);
    const ours = perSecond(count, elapsedMs);
    const half = await send(door, Math.round(ours * 5), ours / 2);
    const p99 = quantile(half.latencies, 0.99);
    return [
      {
        what: "Webhook accepted",
        value: rate(ours),
        against: `the same inserts in one bare postgres.js transaction, ${rate(bare)}`,
        ratio: ours / bare,
        budget: { sign: ">=", ratio: 0.7 },
      },
      {
        what: "Webhook answered at half load, p99",
        value: ms(p99),
        against: "50 ms",
        ratio: p99 / 50,
        budget: { sign: "<=", ratio: 1 },
      },
    ];
  } finally {
    await server.stop();
  }
}

async function send(door: Door, deliveries: number, pace: number): Promise<{ elapsedMs: number; latencies: number[] }> {
  return await answerOf(
    farSide("deliveries", [door.url, door.secret, String(deliveries), String(width), String(pace)]),
  );
}

async function bareInserts(server: BenchServer, workspace: BenchWorkspace, door: Door): Promise<number> {
  const args = [server.databaseUrl, workspace.workspaceUuid, door.integrationUuid, String(count), String(width)];
  const { elapsedMs } = await answerOf<{ elapsedMs: number }>(farSide("bare-inserts", args));
  return perSecond(count, elapsedMs);
}

function farSide(name: string, args: string[]): ChildProcess {
  return fork(`bench/far-side/${name}.ts`, args, { execArgv: ["--disable-warning=ExperimentalWarning"] });
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [value] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error("The far side ended before it answered.");
    }),
  ])) as [T];
  return value;
}

const deliveriesAwaited = 200;

/** From the moment a delivery is sent to the moment a subscriber in another connection has its signal: door, relay, job, hub. */
async function arriving(): Promise<Measure[]> {
  const server = await startBenchServer();
  try {
    const workspace = await makeBenchWorkspace(server);
    const door = await openDoor(server, workspace);
    const delays = await signalDelays(server, workspace, door);
    const [p50, p99] = [quantile(delays, 0.5), quantile(delays, 0.99)];
    return [
      {
        what: "Webhook received to subscriber has its signal, p50",
        value: ms(p50),
        against: "60 ms",
        ratio: p50 / 60,
        budget: { sign: "<=", ratio: 1 },
      },
      {
        what: "Webhook received to subscriber has its signal, p99",
        value: ms(p99),
        against: "250 ms",
        ratio: p99 / 250,
        budget: { sign: "<=", ratio: 1 },
      },
    ];
  } finally {
    await server.stop();
  }
}

async function signalDelays(server: BenchServer, workspace: BenchWorkspace, door: Door): Promise<number[]> {
  const client = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${workspace.token}` },
  });
  const arrived = client.iterate<{ events: unknown }>({
    query: `subscription ($workspaceId: ID!) { events(workspaceId: $workspaceId, types: ["signal.received"]) { cursor event { data } } }`,
    variables: { workspaceId: workspace.workspaceId },
  });
  const next = () => arrived.next();
  let pending = next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const delays: number[] = [];
  for (let index = 0; index < deliveriesAwaited; index += 1) {
    const startedAt = performance.now();
    await send1(door, index);
    await pending;
    delays.push(performance.now() - startedAt);
    pending = next();
  }
  await client.dispose();
  return delays.slice(20);
}

async function send1(door: Door, index: number): Promise<void> {
  const { createHmac } = await import("node:crypto");
  const body = JSON.stringify({ id: `latency-${index}`, type: "bench.delivered", title: `Delivery ${index}` });
  const signature = `sha256=${createHmac("sha256", door.secret).update(body).digest("hex")}`;
  const answer = await fetch(door.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-plumbline-signature": signature },
    body,
  });
  if (!answer.ok) throw new Error(`The door answered ${answer.status}: ${await answer.text()}`);
}
