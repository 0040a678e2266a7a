import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fileSource, fileStore } from "../node/index.ts";
import { onFlag, startTwin, twinSource } from "../testing/start-twin.ts";
import { FlagClient, type FlagClientOptions } from "./flag-client.ts";

let folder: string;
let ends: (() => unknown)[];
const soon = { timeout: 8000, interval: 10 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-flags-"));
  ends = [() => rmSync(folder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

async function twinAt(port?: number) {
  const twin = await startTwin(port);
  ends.push(() => twin.close().catch(() => {}));
  return twin;
}

function clientOf(options: FlagClientOptions): FlagClient {
  const client = new FlagClient({ retryBaseMs: 20, ...options });
  ends.push(() => client.close());
  return client;
}

it("evaluates here, follows changes, and resumes behind its cursor when the connection breaks", async () => {
  const twin = await twinAt();
  const client = clientOf({ source: twinSource(() => twin.port) });
  expect(client.evaluate("checkout", {}, false)).toMatchObject({ value: false, errorCode: "PROVIDER_NOT_READY" });
  await client.start();
  expect(client.isEnabled("checkout")).toBe(true);
  expect(client.getVariant("checkout")).toBe("on");
  expect(client.status).toMatchObject({ state: "ready", version: 1 });
  await vi.waitUntil(() => twin.requests.length === 2, soon);

  const changed: string[] = [];
  client.onChange((keys) => changed.push(...keys));
  twin.change({ killed: true });
  await vi.waitUntil(() => !client.isEnabled("checkout", {}, true), soon);
  expect(changed).toEqual(["checkout"]);
  twin.cut();
  twin.change({ killed: false });
  await vi.waitUntil(() => client.isEnabled("checkout"), soon);
  expect(client.getAllFlags().checkout).toMatchObject({ value: true, reason: "STATIC", snapshotVersion: 3 });
  // One whole snapshot for all of it.
  expect(twin.requests.filter((url) => url === "/snapshot")).toHaveLength(1);
  expect(twin.requests.at(-1)).toBe("/changes?after=2");
});

it("asks for a whole snapshot when changes are missing", async () => {
  const twin = await twinAt();
  const client = clientOf({ source: twinSource(() => twin.port) });
  await client.start();
  await vi.waitUntil(() => twin.requests.length === 2, soon);
  twin.cut();
  twin.change({ killed: true });
  twin.forget();
  twin.change({ killed: false, variants: { on: true, off: false, other: true } });
  await vi.waitUntil(() => client.status.version === 3, soon);
  expect(twin.requests.filter((url) => url === "/snapshot")).toHaveLength(2);
});

it("starts from its file while the far side is down, and catches up when it is back", async () => {
  const path = join(folder, "deep", "flags.json");
  const first = await twinAt();
  const before = clientOf({ source: twinSource(() => first.port), store: fileStore(path) });
  await before.start();
  await vi.waitUntil(() => statSync(path, { throwIfNoEntry: false })?.isFile(), soon);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  before.close();
  await first.close();

  const client = clientOf({ source: twinSource(() => first.port), store: fileStore(path) });
  const states: string[] = [];
  client.onStatus(({ state }) => states.push(state));
  await client.start();
  expect(client.evaluate("checkout", {}, false)).toMatchObject({ value: true, reason: "CACHED", step: "variant" });
  await vi.waitUntil(() => client.status.problem, soon);
  const again = await twinAt(first.port);
  again.change({ killed: true });
  await vi.waitUntil(() => client.status.version === 2, soon);
  expect(client.isEnabled("checkout", {}, true)).toBe(false);
  expect(client.status).toMatchObject({ state: "ready", problem: null });
  expect(states).toEqual(["cached", "ready"]);
  await vi.waitUntil(() => readFileSync(path, "utf8").includes('"version":2'), soon);
});

it("says error with nothing to answer from, and a damaged file is nothing", async () => {
  const path = join(folder, "flags.json");
  writeFileSync(path, '{"snapshot":');
  const twin = await twinAt();
  await twin.close();
  const client = clientOf({ source: twinSource(() => twin.port), store: fileStore(path) });
  await client.start();
  expect(client.status).toMatchObject({
    state: "error",
    version: null,
    problem: expect.stringContaining("fetch failed"),
  });
  expect(client.isEnabled("checkout", {}, true)).toBe(true);
  await twinAt(twin.port);
  await vi.waitUntil(() => client.status.state === "ready", soon);
});

it("says stale with its age when the far side falls silent, and answers on", async () => {
  const twin = await twinAt();
  const client = clientOf({ source: twinSource(() => twin.port), staleAfterMs: 100 });
  await client.start();
  await twin.close();
  await vi.waitUntil(() => client.status.state === "stale", soon);
  expect(client.status.ageMs).toBeGreaterThanOrEqual(95);
  expect(client.evaluate("checkout", {}, false)).toMatchObject({ value: true, reason: "STALE" });
});

it("reads a file, and reads it again when it changes; a bootstrap answers before", async () => {
  const path = join(folder, "source.json");
  const snapshot = { version: 5, environment: "production", flags: [onFlag], segments: [] };
  writeFileSync(path, JSON.stringify(snapshot));
  const bootstrap = { ...snapshot, version: 4, flags: [{ ...onFlag, killed: true }] };
  const client = clientOf({ source: fileSource(path, { everyMs: 20 }), bootstrap });
  expect(client.evaluate("checkout", {}, true)).toMatchObject({ value: false, reason: "CACHED" });
  await client.start();
  await vi.waitUntil(() => client.isEnabled("checkout"), soon);
  writeFileSync(path, JSON.stringify({ ...snapshot, version: 6, flags: [] }));
  await vi.waitUntil(() => client.status.version === 6, soon);
  expect(client.evaluate("checkout", {}, "mine")).toMatchObject({ value: "mine", errorCode: "FLAG_NOT_FOUND" });
});
