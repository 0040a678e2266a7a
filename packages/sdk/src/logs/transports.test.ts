import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, it, vi } from "vitest";
import winston from "winston";
import { withLogContext } from "./node/index.ts";
import { plumblineStream } from "./pino/index.ts";
import { doorTwin } from "./testing/door-twin.ts";
import { PlumblineTransport } from "./winston/index.ts";

const base = { url: "https://plumbline.test", apiKey: "plb_live_1", service: "checkout-api" };

it("takes what pino writes, through its stream", async () => {
  const door = doorTwin();
  const stream = plumblineStream({ ...base, fetch: door.fetch });
  const log = pino({ level: "trace", name: "payments", customLevels: { notice: 35 } }, stream);
  log.child({ tenant: "acme", requestId: "r1" }).warn({ cart: 7, password: "x" }, "slow");
  log.error(new RangeError("no route", { cause: new Error("down") }), "failed");
  log.notice({ trace_id: "4bf92f3577b34da6a3ce929d0e0e4736", span_id: "00f067aa0ba902b7" }, "traced");
  stream.write('{"level":"info","time":"2026-11-21T14:07:02.114Z","msg":"in two ');
  stream.write('pieces"}\nno line of pino\n');
  stream.end();
  await once(stream, "close");
  expect(door.entries()).toMatchObject([
    {
      body: "slow",
      severity: 13,
      severityText: "warn",
      scope: "payments",
      attributes: { tenant: "acme", "request.id": "r1", cart: 7, password: "[redacted]", "process.pid": process.pid },
    },
    {
      body: "failed",
      severity: 17,
      attributes: {
        "exception.type": "RangeError",
        "exception.stacktrace": expect.stringContaining("caused by: Error: down"),
      },
    },
    { body: "traced", severity: 9, severityText: "35", spanId: "00f067aa0ba902b7" },
    { body: "in two pieces", severity: 9, timeUnixNano: "1795270022114000000" },
  ]);
});

it("is a target for pino's worker thread", async () => {
  const door = doorTwin();
  const { url, close } = await door.listen();
  const folder = mkdtempSync(join(tmpdir(), "plumbline-pino-"));
  // pino gives files that end in .ts to ts-node; the package ships JavaScript.
  const target = join(folder, "target.mjs");
  writeFileSync(target, `export { default } from ${JSON.stringify(new URL("./pino/index.ts", import.meta.url).href)};`);
  const transport = pino.transport({ target, options: { ...base, url, flushIntervalMs: 1 } });
  const log = pino(transport);
  log.info({ tenant: "acme" }, "from another thread");
  // pino's end() blocks this thread, and so the twin; a real door is elsewhere.
  await vi.waitUntil(() => door.requests.length > 0, { timeout: 30_000, interval: 5 });
  transport.end();
  await once(transport, "close");
  await close();
  rmSync(folder, { recursive: true });
  expect(door.entries()).toMatchObject([{ body: "from another thread", attributes: { tenant: "acme" } }]);
});

it("is a transport for winston, with its levels, formats and errors", async () => {
  const door = doorTwin();
  const transport = new PlumblineTransport({ ...base, fetch: door.fetch, level: "verbose" });
  const { combine, colorize, errors, splat, timestamp } = winston.format;
  const log = winston.createLogger({
    level: "silly",
    format: combine(errors({ stack: true }), splat(), timestamp(), colorize()),
    transports: [transport],
  });
  log.debug("too quiet for this transport");
  log.child({ tenant: "acme" }).warn("slow: %d ms", 1200, { cart: 7 });
  withLogContext({ requestId: "r1" }, () => log.verbose("inside"));
  log.error(new RangeError("no route"));
  log.error("failed", { error: new TypeError("deep") });
  log.end();
  await once(transport, "finish");
  expect(transport.status).toMatchObject({ delivered: 4, dropped: 0 });
  expect(door.entries()).toMatchObject([
    { body: "slow: 1200 ms", severity: 13, severityText: "warn", attributes: { tenant: "acme", cart: 7 } },
    { body: "inside", severity: 6, severityText: "verbose", attributes: { "request.id": "r1" } },
    {
      body: "no route",
      severity: 17,
      attributes: { "exception.stacktrace": expect.stringContaining("RangeError: no route") },
    },
    { body: "failed", attributes: { "exception.type": "TypeError", "exception.message": "deep" } },
  ]);
});
