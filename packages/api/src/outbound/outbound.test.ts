import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import { isPublicAddress, parseAllowList } from "./address-guard.ts";
import { createOutbound, type OutboundAttempt, type OutboundOptions } from "./outbound.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client(options: OutboundOptions = {}) {
  const attempts: OutboundAttempt[] = [];
  const outbound = createOutbound({ retryPauseMs: 1, onAttempt: (attempt) => attempts.push(attempt), ...options });
  return { outbound, attempts };
}

const loopback = ["127.0.0.0/8"];

test.each([
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://localhost/",
  "http://10.1.2.3/",
  "http://169.254.169.254/latest/meta-data",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[fd00::1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://0.0.0.0/",
])("refuses %s without connecting", async (url) => {
  const { outbound, attempts } = client();
  await expect(outbound.request(url)).rejects.toMatchObject({ kind: "refused_address" });
  expect(attempts).toHaveLength(1);
  expect(attempts[0]?.failure).toBe("refused_address");
});

test("tells public from private addresses", () => {
  for (const address of ["8.8.8.8", "140.82.112.3", "2606:4700::1111"]) expect(isPublicAddress(address)).toBe(true);
  for (const address of [
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fe80::1",
    "nonsense",
  ]) {
    expect(isPublicAddress(address)).toBe(false);
  }
});

test("reads the allow list: host, host with port, range", () => {
  const allow = parseAllowList(["Prometheus.local:9090", "10.1.0.0/16", "fd00::/8"]);
  expect(allow.allowsHost("prometheus.local", 9090)).toBe(true);
  expect(allow.allowsHost("prometheus.local", 22)).toBe(false);
  expect(allow.allowsAddress("10.1.9.9")).toBe(true);
  expect(allow.allowsAddress("10.2.0.1")).toBe(false);
  expect(allow.allowsAddress("fd12::1")).toBe(true);
  expect(() => parseAllowList(["10.0.0.0/99"])).toThrow(RangeError);
});

test("checks a redirect like the first address", async () => {
  const inner = await serve((_req, res) => res.end("secret"));
  const outer = await serve((_req, res) =>
    res.writeHead(302, { location: inner.replace("127.0.0.1", "127.0.0.2") }).end(),
  );
  const { outbound } = client({ allow: [new URL(outer).host] });
  await expect(outbound.request(outer)).rejects.toMatchObject({ kind: "refused_address" });
});

test("leaves credentials behind when a redirect leads to another origin", async () => {
  const seen: unknown[] = [];
  const other = await serve(({ headers }, res) => {
    seen.push(headers.authorization, headers["x-api-key"], headers["x-authorization"], headers.accept);
    res.end("ok");
  });
  const first = await serve((_req, res) => res.writeHead(307, { location: other }).end());
  const { outbound } = client({ allow: loopback });
  const headers = { authorization: "Bearer t", "x-api-key": "k", "x-authorization": "k", accept: "application/json" };
  await outbound.request(first, { headers });
  expect(seen).toEqual([undefined, undefined, undefined, "application/json"]);
});

test("tries again after 500 and 429, reports each attempt, and gives the last answer", async () => {
  let calls = 0;
  const url = await serve((_req, res) => {
    calls += 1;
    res.writeHead(calls === 1 ? 500 : calls === 2 ? 429 : 200, calls === 2 ? { "retry-after": "0" } : {}).end("done");
  });
  const { outbound, attempts } = client({ allow: loopback });
  const response = await outbound.request(`${url}/path?token=hidden`, { purpose: "probe" });
  expect(response.status).toBe(200);
  expect(attempts.map((a) => [a.attempt, a.status])).toEqual([
    [1, 500],
    [2, 429],
    [3, 200],
  ]);
  expect(JSON.stringify(attempts)).not.toContain("hidden");
});

test("never repeats a POST by itself, and leaves a long Retry-After to the caller", async () => {
  let calls = 0;
  const url = await serve((_req, res) => {
    calls += 1;
    res.writeHead(calls > 1 ? 429 : 503, { "retry-after": "3600" }).end();
  });
  const { outbound } = client({ allow: loopback });
  expect((await outbound.request(url, { method: "POST", body: "{}" })).status).toBe(503);
  expect((await outbound.request(url)).status).toBe(429);
  expect(calls).toBe(2);
});

test("gives up on silence, on a body without end, and on a trickle", async () => {
  const url = await serve((req, res) => {
    if (req.url === "/silent") return;
    res.writeHead(200);
    const timer = setInterval(() => res.write(Buffer.alloc(req.url === "/big" ? 65_536 : 1)), 5);
    res.on("close", () => clearInterval(timer));
  });
  const { outbound } = client({ allow: loopback });
  const options = { attempts: 1, timeoutMs: 300, maxResponseBytes: 200_000 };
  await expect(outbound.request(`${url}/silent`, options)).rejects.toMatchObject({ kind: "timeout" });
  await expect(outbound.request(`${url}/big`, { ...options, timeoutMs: 5000 })).rejects.toMatchObject({
    kind: "too_large",
  });
  await expect(outbound.request(`${url}/trickle`, options)).rejects.toMatchObject({ kind: "timeout" });
});

test("names the limit that was set, whatever part of it a redirect took", async () => {
  const url = await serve((req, res) => {
    if (req.url === "/") setTimeout(() => res.writeHead(302, { location: "/silent" }).end(), 20);
  });
  const { outbound } = client({ allow: loopback });
  await expect(outbound.request(url, { attempts: 1, timeoutMs: 400 })).rejects.toThrow("did not answer within 0.4 s.");
});

test("leaves a failing host alone, and comes back to it", async () => {
  let healthy = false;
  let calls = 0;
  const url = await serve((_req, res) => {
    calls += 1;
    res.writeHead(healthy ? 200 : 500).end();
  });
  const { outbound } = client({ allow: loopback, breakerFailures: 3, breakerPauseMs: 1000 });
  for (let i = 0; i < 3; i += 1) await outbound.request(url, { attempts: 1 });
  await expect(outbound.request(url, { attempts: 1 })).rejects.toMatchObject({ kind: "circuit_open" });
  expect(calls).toBe(3);
  healthy = true;
  expect(await eventually(async () => (await outbound.request(url)).status)).toBe(200);
});

test("refuses addresses that are not http, and names nothing secret", async () => {
  const { outbound } = client();
  for (const url of ["file:///etc/passwd", "ftp://example.com", "http://user:pass@example.com/", "nonsense"]) {
    const refusal = await outbound.request(url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: "invalid_url" });
    expect(String(refusal)).not.toContain("pass@");
  }
});

test("tells before anything is stored whether an address could be called, and why not", async () => {
  const { outbound } = client({ allow: ["prometheus.invalid", "10.1.0.0/16"] });
  expect(await outbound.check("https://8.8.8.8/")).toBe("public");
  expect(await outbound.check("https://nowhere.invalid/")).toBe("public");
  expect(await outbound.check("http://prometheus.invalid/")).toBe("listed");
  expect(await outbound.check("http://10.1.2.3:9090/")).toBe("listed");
  for (const url of ["https://10.2.0.1/", "https://localhost/", "https://localhost./", "https://[::1]/"]) {
    await expect(outbound.check(url)).rejects.toMatchObject({ kind: "refused_address" });
  }
});

test("keeps the beginning of a long answer when asked to, and hangs up", async () => {
  const url = await serve((_, res) => res.end("x".repeat(2_000_000)));
  const { outbound } = client({ allow: loopback });
  const { body } = await outbound.request(url, { maxResponseBytes: 10, truncate: true });
  expect(body.toString()).toBe("x".repeat(10));
});

test("counts failures by the caller's own name when far sides share a host", async () => {
  const url = await serve((req, res) => res.writeHead(req.url === "/bad" ? 500 : 200).end());
  const { outbound } = client({ allow: loopback, breakerFailures: 1 });
  await outbound.request(`${url}/bad`, { attempts: 1, breaker: "one" });
  await expect(outbound.request(`${url}/bad`, { attempts: 1, breaker: "one" })).rejects.toMatchObject({
    kind: "circuit_open",
  });
  expect((await outbound.request(`${url}/good`, { breaker: "two" })).status).toBe(200);
});
