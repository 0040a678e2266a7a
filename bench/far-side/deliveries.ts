import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { inParallel } from "../measure.ts";

// Sends signed deliveries and says how long each took. Arguments: door, secret, how many, how many at once, deliveries a second (0: as fast as it goes).

const [door = "", secret = "", count = "0", width = "1", pace = "0"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(width) });
const filler = "x".repeat(3500);
const latencies: number[] = [];
const run = Math.random().toString(36).slice(2);

async function deliver(index: number): Promise<void> {
  const body = JSON.stringify({
    id: `${run}-${index}`,
    type: "bench.delivered",
    title: "A delivery",
    data: { index, filler },
  });
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const startedAt = performance.now();
  await new Promise<void>((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-plumbline-signature": signature,
    };
    const req = request(door, { method: "POST", agent, headers }, (res) => {
      res.resume();
      res.on("end", () =>
        res.statusCode && res.statusCode < 300 ? resolve() : reject(new Error(`The door answered ${res.statusCode}`)),
      );
    });
    req.on("error", reject);
    req.end(body);
  });
  latencies.push(performance.now() - startedAt);
}

/** Starts each delivery at its own time, whether or not the ones before have been answered: a slow answer must not slow the load. */
async function paced(): Promise<number> {
  const startedAt = performance.now();
  const under: Promise<void>[] = [];
  for (let index = 0; index < Number(count); index += 1) {
    const due = startedAt + (index / Number(pace)) * 1000;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(deliver(index));
  }
  await Promise.all(under);
  return performance.now() - startedAt;
}

const elapsedMs = Number(pace) > 0 ? await paced() : await inParallel(Number(count), Number(width), deliver);
process.send?.({ elapsedMs, latencies });
agent.destroy();
