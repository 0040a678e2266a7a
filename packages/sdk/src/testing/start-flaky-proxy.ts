import { once } from "node:events";
import { createServer, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** What stands between a client and the server in real life, with its bad habits to switch on and off. */
export interface FlakyProxy {
  readonly url: string;
  /** Upgrades are refused with 403, as many corporate proxies do. */
  refuseUpgrades: boolean;
  /** Upgrades are taken and never answered. */
  swallowUpgrades: boolean;
  /** Streams are held back until they end: no byte of an event stream gets through. */
  holdStreams: boolean;
  /** Streams are reset behind their first event, as by a proxy that allows an answer so and so long. */
  cutStreams: boolean;
  /** Open WebSockets carry nothing any more, and nobody says so: a laptop that changed its network. */
  frozen: boolean;
  /** So many answers are lost on their way back, after the server has done its work. */
  dropAnswers: number;
  /** So many requests are answered with 503 and this `Retry-After` instead of being passed on. */
  busy: { times: number; retryAfter: string };
  /** Connections are reset as soon as they are made. */
  down: boolean;
  /** Requests that came, by kind. */
  readonly seen: { posts: number; streams: number; upgrades: number };
  /** Resets every connection that is open now. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of a server, both on loopback. */
export async function startFlakyProxy(target: string): Promise<FlakyProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((req, res) => {
    const streams = String(req.headers.accept).includes("text/event-stream");
    proxy.seen[streams ? "streams" : "posts"] += 1;
    if (proxy.busy.times > 0) {
      proxy.busy.times -= 1;
      res.writeHead(503, { "retry-after": proxy.busy.retryAfter, "content-type": "text/html" });
      return res.end("<h1>Back soon</h1>");
    }
    const onward = request({ hostname, port, path: req.url, method: req.method, headers: req.headers }, (answer) => {
      const streamed = String(answer.headers["content-type"]).startsWith("text/event-stream");
      if (proxy.holdStreams && streamed) return answer.resume();
      if (proxy.dropAnswers > 0) {
        proxy.dropAnswers -= 1;
        return res.destroy();
      }
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => res.destroy());
      answer.pipe(res);
      if (proxy.cutStreams && streamed) answer.on("data", (chunk) => String(chunk).includes("data:") && res.destroy());
    });
    onward.on("error", () => res.destroy());
    res.on("close", () => onward.destroy());
    req.pipe(onward);
  });
  server.on("connection", (socket) => {
    if (proxy.down) return socket.resetAndDestroy();
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (req, socket, head) => {
    proxy.seen.upgrades += 1;
    if (proxy.swallowUpgrades) return;
    if (proxy.refuseUpgrades) return socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(req.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      onward.write(`GET ${req.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
      onward.write(head);
      const pass = (from: Duplex, to: Duplex) => from.on("data", (chunk) => proxy.frozen || to.write(chunk));
      pass(onward, socket);
      pass(socket, onward);
    });
    for (const end of [onward, socket]) end.on("error", () => {});
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const proxy: FlakyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuseUpgrades: false,
    swallowUpgrades: false,
    holdStreams: false,
    cutStreams: false,
    frozen: false,
    dropAnswers: 0,
    busy: { times: 0, retryAfter: "0" },
    down: false,
    seen: { posts: 0, streams: 0, upgrades: 0 },
    cut() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      proxy.cut();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
