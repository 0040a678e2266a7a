import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import type protobufjs from "protobufjs/minimal.js";
import { inParallel } from "../measure.ts";
import { type LogRow, logResource, logRows } from "./log-rows.ts";

// Sends batches of log entries as OTLP protobuf and says how long all took. Arguments: door, key, entries of a batch, batches, how many at once.

// The encoder is the API's dependency, not the benchmark's.
const protobuf = createRequire(new URL("../../packages/api/package.json", import.meta.url))(
  "protobufjs/minimal.js",
) as typeof protobufjs;
const [door = "", apiKey = "", size = "0", count = "0", width = "1"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(width) });

function pair(writer: protobufjs.Writer, tag: number, key: string, value: string | number): void {
  writer.uint32(tag).fork().uint32(10).string(key).uint32(18).fork();
  if (typeof value === "string") writer.uint32(10).string(value);
  else writer.uint32(24).int64(value);
  writer.ldelim().ldelim();
}

function record(writer: protobufjs.Writer, row: LogRow): void {
  const nanos = `${row.millis}000000`;
  writer
    .uint32(18)
    .fork()
    .uint32(9)
    .fixed64(nanos as never)
    .uint32(16)
    .int32(row.severity);
  writer.uint32(26).string(row.severityText).uint32(42).fork().uint32(10).string(row.body).ldelim();
  for (const [key, value] of Object.entries(row.attributes)) pair(writer, 50, key, value);
  writer.uint32(74).bytes(Buffer.from(row.traceId, "hex")).uint32(82).bytes(Buffer.from(row.spanId, "hex"));
  writer
    .uint32(89)
    .fixed64(nanos as never)
    .ldelim();
}

function encode(batch: number): Buffer {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork().uint32(10).fork();
  for (const [key, value] of Object.entries(logResource)) pair(writer, 10, key, value);
  writer.ldelim().uint32(18).fork().uint32(10).fork().uint32(10).string("bench").ldelim();
  for (const row of logRows(batch, Number(size))) record(writer, row);
  return Buffer.from(writer.ldelim().ldelim().finish());
}

// Encoded beforehand: what is measured is the door.
const bodies = Array.from({ length: Number(count) }, (_, batch) => encode(batch));

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
