import { Agent, request } from "node:http";
import { encodeOtlp } from "../../packages/api/src/domains/logs/testing/encode-otlp.ts";
import { inParallel } from "../measure.ts";
import { logResource, logRows } from "./log-rows.ts";

// Sends batches of log entries as OTLP protobuf and says how long all took. Arguments: door, key, entries of a batch, batches, how many at once.

const [door = "", apiKey = "", size = "0", count = "0", width = "1"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(width) });

// Encoded beforehand: what is measured is the door.
const bodies = Array.from({ length: Number(count) }, (_, batch) =>
  encodeOtlp(logResource, logRows(batch, Number(size))),
);

async function send(index: number): Promise<void> {
  const body = bodies[index] as Buffer;
  await new Promise<void>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/x-protobuf",
      "content-length": body.length,
    };
    const req = request(door, { method: "POST", agent, headers }, (res) => {
      res.resume();
      res.on("end", () =>
        res.statusCode === 200 ? resolve() : reject(new Error(`The door answered ${res.statusCode}`)),
      );
    });
    req.on("error", reject);
    req.end(body);
  });
}

const elapsedMs = await inParallel(Number(count), Number(width), send);
process.send?.({ elapsedMs });
agent.destroy();
