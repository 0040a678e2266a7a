import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { WireAnswer, WireChange } from "@plumbline/sdk/flags/web";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { snapshotCache } from "../../domains/flags/index.ts";
import { eventually, type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../testing/index.ts";
import { paceAnswer } from "../paced-answer.ts";
import { readersCutOff, unsentBytes } from "../unsent-room.ts";
import { openStreams } from "./count-streams.ts";

/** Of the process; a quarter is the workspace's. */
const mostUnsent = 16_000_000;
/** Flags whose answers have as many characters as a variant may, of three bytes each: together they are one message. */
const flagCount = 8;
const valueCharacters = 65_000;
const messageBytes = flagCount * valueCharacters * 3;

let server: TestServer;
let ground: FlagGround;
let segmentId: string;
let healthy: Reader;

beforeAll(async () => {
  server = await startTestServer({ env: { STREAM_UNSENT_BYTES: String(mostUnsent), API_COST_PER_SECOND: "100000" } });
  ground = await makeFlagGround(server);
  const segment = { workspaceId: ground.workspace.id, key: "beta", name: "Beta", conditions: inBeta("nobody") };
  segmentId = (await ground.mutate("createFlagSegment", segment, "segment { id }")).segment.id;
  const value = (letter: string) => letter.repeat(valueCharacters);
  for (let n = 0; n < flagCount; n += 1)
    await ground.makeFlag(
      {
        key: `large-${n}`,
        type: "VARIANT",
        variants: [
          { key: "in", value: value("√") },
          { key: "out", value: value("—") },
        ],
      },
      {
        serve: "out",
        defaultVariant: "out",
        rules: [{ id: "beta", name: "beta", conditions: [{ segment: "beta" }], serve: "in" }],
      },
    );
  healthy = follow();
  healthy.read();
  await eventually(() => healthy.changes.length > 0);
});
afterAll(async () => {
  healthy?.leave();
  await server?.close();
});

function inBeta(who: string) {
  return [{ attribute: "targetingKey", operator: "equals", values: [who] }];
}

interface Reader {
  readonly changes: WireChange[];
  /** Of the answer's head. Null until it came. */
  status: number | null;
  closed: boolean;
  /** Begins to read. */
  read(): void;
  leave(): void;
}

interface FollowOptions {
  etag?: string | null;
  key?: string;
  /** Something more in the context. */
  note?: string;
}

/** Follows on a connection of its own, which is left alone until `read`. */
function follow({ etag = null, key = ground.publishableKey, note = "" }: FollowOptions = {}): Reader {
  const headers = { authorization: `Bearer ${key}` };
  const sent = request(`${server.url}/flags/v1/stream`, { method: "POST", headers, agent: false });
  let answer: IncomingMessage | null = null;
  let wanted = false;
  let text = "";
  const listen = () => {
    wanted = true;
    answer?.setEncoding("utf8").on("data", (chunk: string) => {
      const frames = (text + chunk).split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (data) reader.changes.push(JSON.parse(data) as WireChange);
      }
    });
  };
  const reader: Reader = { changes: [], status: null, closed: false, read: listen, leave: () => sent.destroy() };
  sent.on("error", () => {});
  sent.on("close", () => {
    reader.closed = true;
  });
  sent.on("response", (came) => {
    answer = came;
    came.on("error", () => {});
    reader.status = came.statusCode ?? 0;
    if (wanted) listen();
  });
  sent.end(JSON.stringify({ context: { targetingKey: "ann", note }, etag }));
  return reader;
}

/** What a client knows after all that it was told. */
function knownOf(changes: readonly WireChange[]): Record<string, WireAnswer> {
  let known: Record<string, WireAnswer> = {};
  for (const { kind, flags, removed } of changes) {
    if (kind === "all") known = {};
    for (const key of removed) delete known[key];
    for (const flag of flags) known[flag.key] = flag;
  }
  return known;
}

let turn = 0;

/** Turns the answers of all flags around, as often as said, and waits until a reader that keeps up was told of each. */
async function change(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    turn += 1;
    const told = healthy.changes.length;
    await ground.mutate(
      "updateFlagSegment",
      { segmentId, conditions: inBeta(turn % 2 ? "ann" : "nobody") },
      "segment { id }",
    );
    await eventually(() => healthy.changes.length > told);
  }
}

it("keeps one message at most for who does not read, and then tells the newest without a gap", async () => {
  const before = healthy.changes.length;
  const idle = follow();
  await eventually(() => openStreams(server.app) === 2);
  let most = 0;
  for (let n = 0; n < 9; n += 1) {
    await change(1);
    most = Math.max(most, unsentBytes(server.app));
  }
  expect(most).toBeGreaterThan(100_000);
  expect(most).toBeLessThan(messageBytes * 1.5);
  idle.read();
  const newest = healthy.changes.at(-1);
  await eventually(() => idle.changes.at(-1)?.version === newest?.version);
  expect(idle.changes.at(-1)?.etag).toBe(newest?.etag);
  expect(knownOf(idle.changes)).toEqual(knownOf(healthy.changes));
  expect(idle.changes.length).toBeLessThan(healthy.changes.length - before);
  await eventually(() => unsentBytes(server.app) === 0);
  // It has caught up: the next change comes by itself, and alone.
  const told = idle.changes.length;
  await change(1);
  await eventually(() => idle.changes.length === told + 1);
  idle.leave();
  await eventually(() => openStreams(server.app) === 1);
});

it("keeps a share for each workspace: who is behind the longest is cut off, comes again with its version, and lacks nothing", async () => {
  // Of another workspace, which has a share of its own.
  const other = await makeFlagGround(server);
  const stranger = follow({ key: other.publishableKey });
  await eventually(() => stranger.status === 200);
  const idle = Array.from({ length: 6 }, () => follow());
  await eventually(() => idle.every(({ status }) => status === 200));
  for (let n = 0; n < 30 && openStreams(server.app) === 8; n += 1) await change(1);
  await eventually(() => openStreams(server.app) < 8);
  expect(unsentBytes(server.app)).toBeLessThanOrEqual(mostUnsent / 4);
  for (const each of idle) each.read();
  await eventually(() => idle.some(({ closed }) => closed));
  expect([healthy.closed, stranger.closed]).toEqual([false, false]);
  const { changes } = idle.find(({ closed }) => closed) as Reader;
  const again = follow({ etag: changes.at(-1)?.etag ?? null });
  again.read();
  await eventually(() => again.changes.at(-1)?.version === healthy.changes.at(-1)?.version);
  expect(knownOf([...changes, ...again.changes])).toEqual(knownOf(healthy.changes));
  for (const each of [...idle, again, stranger]) each.leave();
  await eventually(() => openStreams(server.app) === 1);
});

it("keeps the same share for WebSockets that ask and do not read", async () => {
  const before = readersCutOff(server.app);
  const query = "{ flagSnapshot { snapshot } }";
  const sockets = Array.from({ length: 3 }, () => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const payload = { authorization: `Bearer ${ground.secretKey}` };
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init", payload })));
    socket.once("message", () => {
      socket.pause();
      for (let n = 0; n < 6; n += 1) socket.send(JSON.stringify({ type: "subscribe", id: `${n}`, payload: { query } }));
    });
    return socket;
  });
  let closed = 0;
  for (const socket of sockets) socket.on("error", () => {}).on("close", () => (closed += 1));
  await eventually(() => readersCutOff(server.app) > before);
  for (const socket of sockets) socket.resume();
  await eventually(() => closed > 0);
  expect(healthy.closed).toBe(false);
  for (const socket of sockets) socket.terminate();
  await eventually(() => unsentBytes(server.app) === 0);
});

it("keeps nothing of a stream that is over", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const followers = snapshotCache(server.app).followers();
  const contextBytes = 200_000;
  const open = async (count: number) => {
    const { etag } = healthy.changes.at(-1) as WireChange;
    const streams = Array.from({ length: count }, () => follow({ etag, note: "x".repeat(contextBytes) }));
    await eventually(() => streams.every(({ status }) => status === 200));
    for (const each of streams) each.leave();
    await eventually(() => openStreams(server.app) === 1 && snapshotCache(server.app).followers() === followers);
  };
  // What the first one makes stays, as the second one uses it.
  await open(20);
  collect();
  const { heapUsed } = process.memoryUsage();
  await open(100);
  expect(unsentBytes(server.app)).toBe(0);
  await eventually(() => {
    collect();
    return process.memoryUsage().heapUsed - heapUsed < (contextBytes * 100) / 4;
  });
});

it("cuts off who takes nothing for too long, and gives back its place", async () => {
  let cutOff = false;
  const far = createServer((_, res) => {
    res.writeHead(200);
    const options = {
      workspaceId: ground.workspace.id,
      patienceMs: 50,
      onClose: () => {
        cutOff = true;
      },
    };
    const answer = paceAnswer({ app: server.app, res }, options);
    while (unsentBytes(server.app) === 0) answer.write("x".repeat(1_000_000));
  });
  await once(far.listen(0, "127.0.0.1"), "listening");
  const socket = connect((far.address() as AddressInfo).port, "127.0.0.1").pause();
  socket.write("GET / HTTP/1.1\r\nhost: here\r\n\r\n");
  await eventually(() => cutOff);
  expect(unsentBytes(server.app)).toBe(0);
  socket.destroy();
  far.close();
});
