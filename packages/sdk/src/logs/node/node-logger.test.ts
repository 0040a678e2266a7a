import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { doorTwin } from "../testing/door-twin.ts";
import {
  addLogContext,
  createLogger,
  currentLogContext,
  logFetchHandler,
  logRequests,
  withLogContext,
} from "./index.ts";

function nodeLogger() {
  const door = doorTwin();
  const options = { url: "https://plumbline.test", apiKey: "plb_live_1", service: "checkout-api", fetch: door.fetch };
  const log = createLogger({ ...options, flushIntervalMs: 60_000, console: false, development: false, atEnd: false });
  return { log, door };
}

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

it("gives every entry the context of its work, however late, and keeps works apart", async () => {
  const { log, door } = nodeLogger();
  expect(addLogContext({ tenant: "nobody" })).toBe(false);
  const work = (tenant: string) =>
    withLogContext({ requestId: tenant }, async () => {
      await sleep(1);
      addLogContext({ tenant });
      await Promise.resolve();
      log.info("done");
      withLogContext({ user: "inner" }, () => log.info("inner"));
      expect(currentLogContext()).toEqual({ requestId: tenant, tenant });
    });
  await Promise.all([work("acme"), work("globex")]);
  await log.flush();
  expect(door.entries().map(({ attributes }) => attributes)).toEqual([
    { "request.id": "acme", tenant: "acme" },
    { "request.id": "acme", tenant: "acme", "user.id": "inner" },
    { "request.id": "globex", tenant: "globex" },
    { "request.id": "globex", tenant: "globex", "user.id": "inner" },
  ]);
  expect(door.requests[0]?.resource).toMatchObject({ "process.pid": process.pid });
});

it("tells of each request through a real server: its id, its trace, its end, and the client that left", async () => {
  const { log, door } = nodeLogger();
  const left = new AbortController();
  const middleware = logRequests(log, {
    context: ({ headers }) => ({ tenant: String(headers["x-tenant"] ?? "none") }),
    logs: ({ url }) => url !== "/healthz",
  });
  const server = createServer((request, response) =>
    middleware(request, response, async () => {
      await sleep(1);
      log.info("inside");
      if (request.url === "/slow") return left.abort();
      response.writeHead(request.url?.startsWith("/broken") ? 503 : 200).end("ok");
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const first = await fetch(`${url}/carts/1?token=secret`, { headers: { traceparent, "x-tenant": "acme" } });
  await fetch(`${url}/broken`, { headers: { "x-request-id": "req-7" } });
  await fetch(`${url}/healthz`, { headers: { "x-request-id": "not\tplain" } });
  await fetch(`${url}/slow`, { signal: left.signal }).catch(() => {});
  const made = () => (log.status?.waiting ?? 0) + (log.status?.delivered ?? 0);
  await vi.waitUntil(() => made() === 7, { timeout: 30_000, interval: 5 });
  server.close();
  await log.flush();

  const requestId = first.headers.get("x-request-id");
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const [inside, ended, , broken, ...rest] = door.entries();
  expect(inside).toMatchObject({ body: "inside", traceId, attributes: { "request.id": requestId, tenant: "acme" } });
  expect(ended).toMatchObject({
    body: expect.stringMatching(/^GET \/carts\/1 200 in \d+ ms$/),
    severityText: "info",
    traceId,
    attributes: { "request.id": requestId, tenant: "acme", "url.path": "/carts/1", "http.response.status_code": 200 },
  });
  expect(broken).toMatchObject({ severityText: "error", attributes: { "request.id": "req-7", tenant: "none" } });
  expect(rest.map(({ body }) => String(body).replace(/\d+ ms/, "n ms"))).toEqual([
    "inside",
    "inside",
    "GET /slow left by the client in n ms",
  ]);
  expect(door.requests.map(({ body }) => body).join()).not.toContain("secret");
});

it("wraps fetch handlers, and throws on what they throw", async () => {
  const { log, door } = nodeLogger();
  const handle = logFetchHandler(log, async (request) => {
    log.info("inside");
    if (request.url.endsWith("/broken")) throw new TypeError("no such cart");
    return new Response("ok", { status: 404 });
  });
  expect((await handle(new Request("https://shop.test/carts/1?x=1", { headers: { traceparent } }))).status).toBe(404);
  await expect(handle(new Request("https://shop.test/broken"))).rejects.toThrow("no such cart");
  await log.flush();
  const entries = door.entries();
  expect(entries).toMatchObject([
    { body: "inside", spanId: "00f067aa0ba902b7" },
    { severityText: "warn", attributes: { "url.path": "/carts/1", "http.response.status_code": 404 } },
    { body: "inside" },
    { severityText: "error", attributes: { "exception.message": "no such cart" } },
  ]);
  expect(entries[0]?.attributes["request.id"]).toMatch(/^[\da-f]{32}$/);
});

/** A process of its own, since this one must not end. */
async function ending(work: string, atEnd = "{}", url = "") {
  const door = doorTwin();
  const { url: own, close } = await door.listen();
  const program = `
    import { createLogger } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const options = { url: ${JSON.stringify(url || own)}, apiKey: "plb_live_1", service: "x", development: false };
    const log = createLogger({ ...options, onProblem() {}, flushIntervalMs: 60_000, atEnd: ${atEnd} });
    ${work}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdout.on("data", () => child.kill("SIGTERM"));
  const [code, signal] = await once(child, "close");
  await close();
  return { code, signal, stderr, bodies: door.entries().map(({ body }) => body) };
}

const waitForSignal = `setTimeout(() => {}, 20_000); console.log("ready");`;

it("loses nothing when the process ends, and leaves its end as it would have been", async () => {
  const [idle, signalled, decided, uncaught, exited] = await Promise.all([
    ending(`log.info("last words");`),
    ending(`log.info("last words"); ${waitForSignal}`),
    ending(
      `const end = () => (log.status.waiting ? setTimeout(end, 5) : process.exit(7)); process.on("SIGTERM", end); log.info("last words"); ${waitForSignal}`,
    ),
    ending(`log.info("before"); setTimeout(() => { throw new RangeError("nobody looks"); });`, "{ uncaught: true }"),
    ending(`log.info("last words"); log.info("more"); process.exit(0);`),
  ]);
  expect(idle).toMatchObject({ code: 0, signal: null, bodies: ["last words"], stderr: "" });
  expect(signalled).toMatchObject({ code: null, signal: "SIGTERM", bodies: ["last words"] });
  expect(decided).toMatchObject({ code: 7, bodies: ["last words"] });
  expect(uncaught).toMatchObject({ code: 1, bodies: ["before", "Nobody caught: nobody looks"] });
  expect(uncaught.stderr).toContain("RangeError: nobody looks");
  expect(exited).toMatchObject({ code: 0, bodies: [], stderr: expect.stringContaining("2 log entries were not sent") });
});

it("does not keep a process that cannot deliver", async () => {
  const { code, stderr } = await ending(`log.info("lost");`, "{ withinMs: 200 }", "http://127.0.0.1:9");
  expect(code).toBe(0);
  expect(stderr).toContain("1 log entries were not sent before the process ended.");
});
