import { makeFlagGround } from "../../packages/api/src/testing/make-flag-ground.ts";
import { startBenchServer } from "../bench-server.ts";
import { messageWith, startFarSide } from "../far-side/start-far-side.ts";
import { toggleFlag } from "../flag-delivery/toggle-flag.ts";
import { warmUp } from "../flag-delivery/warm-up.ts";
import { ms, quantile } from "../measure.ts";
import type { SoakReport } from "./deliveries.ts";

const clients = 1000;

/**
 * Two processes behind a balancer, 1,000 clients (half of them SDKs with rules over sockets, half pages over streams), a toggle every
 * second, and one process killed in the middle. In the end every client must have the last version.
 */
export async function soakFlags(minutes: number): Promise<SoakReport> {
  const server = await startBenchServer();
  const other = await server.serveAnother();
  const ports = [server.url, other.url].map((url) => new URL(url).port);
  const balancer = startFarSide("balancer", ports);
  const { port } = await messageWith<{ port: number }>(balancer, "port");
  const url = `http://127.0.0.1:${port}`;
  const ground = await makeFlagGround(server);
  const flagId = await ground.makeFlag({ key: "toggled" });
  const far = [
    startFarSide("flag-clients", ["node", url, ground.secretKey, String(clients / 2)]),
    startFarSide("flag-clients", ["web", url, ground.publishableKey, String(clients / 2)]),
  ];
  try {
    const from = await warmUp(ground, flagId, far);
    const times = Math.round(minutes * 60);
    const middle = Math.ceil(times / 2);
    const made = await toggleFlag(ground, flagId, {
      from,
      times,
      everyMs: 1000,
      onChange: (n) => void (n === middle && other.kill()),
    });
    // The longest wait before a client that lost its server asks again.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const told = await Promise.all(
      far.map((child) => {
        child.send({ changes: made });
        return messageWith<{ latencies: number[]; behind: number }>(child, "latencies");
      }),
    );
    const latencies = told.flatMap((one) => one.latencies);
    const behind = told.reduce((sum, one) => sum + one.behind, 0);
    const lost = clients * times - latencies.length;
    return {
      ok: behind === 0 && lost === 0,
      lines: [
        `${clients} clients, ${times} changes, one of two processes killed at change ${middle}: ${behind} clients are behind the last version`,
        `from a change to a client: p50 ${ms(quantile(latencies, 0.5))}, p99 ${ms(quantile(latencies, 0.99))}, longest ${ms(Math.max(...latencies))} (over the kill)`,
      ],
    };
  } finally {
    for (const child of [...far, balancer]) child.kill();
    await server.stop();
  }
}
