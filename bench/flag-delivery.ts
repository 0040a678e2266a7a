import { makeFlagGround } from "../packages/api/src/testing/make-flag-ground.ts";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { messageWith, startFarSide } from "./far-side/start-far-side.ts";
import { toggleFlag } from "./flag-delivery/toggle-flag.ts";
import { warmUp } from "./flag-delivery/warm-up.ts";
import { type Benchmark, type Measure, ms, quantile } from "./measure.ts";

const clients = 1000;
const changes = 20;
const limitMs = 500;

/** From asking for a change to the moment at which each of 1,000 SDKs in another process answers by it. */
export const flagDelivery: Benchmark = {
  name: "flag-delivery",
  async run(): Promise<Measure[]> {
    const server = await startBenchServer();
    try {
      return [await measure(server, "node"), await measure(server, "web")];
    } finally {
      await server.stop();
    }
  },
};

async function measure(server: BenchServer, kind: "node" | "web"): Promise<Measure> {
  const ground = await makeFlagGround(server);
  // A workspace of some size: what is sent must not grow with it.
  for (let n = 0; n < 20; n += 1) await ground.makeFlag({ key: `flag-${n}` });
  const flagId = await ground.makeFlag({ key: "toggled" });
  const url = server.url.replace("localhost", "127.0.0.1");
  const key = kind === "web" ? ground.publishableKey : ground.secretKey;
  const child = startFarSide("flag-clients", [kind, url, key, String(clients)]);
  try {
    const version = await warmUp(ground, flagId, [child]);
    const made = await toggleFlag(ground, flagId, { from: version, times: changes, everyMs: 500 });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    child.send({ changes: made });
    const { latencies, behind } = await messageWith<{ latencies: number[]; behind: number }>(child, "latencies");
    if (behind > 0) throw new Error(`${behind} clients never got the last version.`);
    const p99 = quantile(latencies, 0.99);
    return {
      what: `Flag change → ${clients.toLocaleString("en")} ${kind === "web" ? "web clients" : "server SDKs"} answer by it`,
      value: `p50 ${ms(quantile(latencies, 0.5))}, p99 ${ms(p99)}`,
      against: `p99 limit ${limitMs} ms`,
      ratio: p99 / limitMs,
      budget: { sign: "<=", ratio: 1 },
    };
  } finally {
    child.kill();
  }
}
