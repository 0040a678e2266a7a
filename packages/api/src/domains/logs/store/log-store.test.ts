import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../../testing/start-test-app.ts";
import { checkout, makeEntry } from "../testing/make-entry.ts";
import type { NewLogEntry } from "./log-entry.ts";
import { everyEntry, type LogFilter } from "./log-filter.ts";
import type { LogBatch, LogStore } from "./log-store.ts";
import { logStoreOf } from "./log-store-of.ts";

let server: TestApp;
let store: LogStore;
let workspaceId: string;
beforeAll(async () => {
  server = await startTestApp();
  // What is older than its days is found by nobody: the entries here are of that day.
  Object.defineProperty(server.app, "clock", { value: { now: () => new Date("2026-11-21T12:00:02Z") } });
  store = logStoreOf(server.app);
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});

const receivedAt = new Date("2026-11-21T12:00:01.500Z");

function batch(entries: NewLogEntry[], over: Partial<LogBatch> = {}): LogBatch {
  return { entries, environmentId: null, receivedAt, ...over };
}

async function page(filter: LogFilter = everyEntry, limit = 100) {
  return await store.page(workspaceId, { filter, limit });
}

test("every field comes back as it was given, to the nanosecond and to 64 bits", async () => {
  const environmentId = crypto.randomUUID();
  const entry = makeEntry({
    source: {
      service: "checkout",
      resource: { "service.name": "checkout", replicas: 3 },
      scope: "payments",
      origin: { scopeVersion: "1.2.0" },
    },
    time: 1_795_262_400_123_456,
    timeNanos: 789,
    observedAt: 1_795_262_400_123_999,
    observedNanos: 1,
    severity: 17,
    severityText: "ERROR",
    body: '{"card":"declined"}',
    bodyJson: { card: "declined" },
    tenant: "acme",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    flags: 1,
    eventName: "payment.failed",
    attributes: { "user.id": "u_1", tries: 2, nested: { list: [1, "two", null, true] } },
    groupId: crypto.randomUUID(),
  });
  await store.append(workspaceId, [batch([entry], { environmentId })]);
  const [stored] = await page();
  expect(stored).toMatchObject({ ...entry, environmentId, receivedAt: receivedAt.getTime() * 1000 });
  const large = { id: 9_007_199_254_740_993n, list: [-9_223_372_036_854_775_808n, 1.5, "90071992547409931234"] };
  await store.append(workspaceId, [batch([makeEntry({ attributes: large, body: "large" })])]);
  expect((await page({ kind: "text", text: "large" }))[0]?.attributes).toEqual(large);
  const [row] = await server.app.database.raw`
    select attributes::text as text from log_entries where workspace_id = ${workspaceId} and attributes ? 'id'`;
  expect(row?.text).toContain('"id": 9007199254740993');
});

test("texts that look like what separates them stay what they are", async () => {
  const separators = String.fromCharCode(...Array.from({ length: 31 }, (_, code) => code + 1));
  const bodies = [
    "",
    "\\N",
    "NULL",
    "a\u001fb",
    separators,
    "tab\tand\nline",
    "emoji 🙂 and ü",
    '{"not":"parsed"}',
    "{}",
  ];
  await store.append(workspaceId, [batch(bodies.map((body) => makeEntry({ body })))]);
  await store.append(workspaceId, [batch([makeEntry({ body: "" })])]);
  const stored = await store.page(workspaceId, { filter: everyEntry, limit: 100, order: "oldest first" });
  expect(stored.map(({ body }) => body)).toEqual([...bodies, ""]);
});

test("a day without a partition gets one, also when it was dropped behind the process's back", async () => {
  const time = Date.UTC(2026, 9, 1) * 1000;
  await store.append(workspaceId, [batch([makeEntry({ time, keepDays: 60 })])]);
  expect(await store.partitions()).toContainEqual({
    name: "log_entries_k60_20261001",
    keepDays: 60,
    day: "2026-10-01",
  });
  await server.app.database.raw`select plumbline.drop_log_partition(60, '2026-10-01', '2027-01-01')`;
  expect(await page()).toEqual([]);
  await store.append(workspaceId, [batch([makeEntry({ time, keepDays: 60, body: "late" })])]);
  expect((await page()).map(({ body }) => body)).toEqual(["late"]);
});

test("a batch with a key is stored once, and its key takes nothing else", async () => {
  const once = { key: "k1", fingerprint: "f1", answer: { accepted: 1, rejected: 2, message: "Two were too large." } };
  const send = async (fingerprint: string) =>
    (await store.append(workspaceId, [batch([makeEntry()], { once: { ...once, fingerprint } })]))[0];
  expect((await Promise.all([send("f1"), send("f1"), send("f1")])).map((each) => each?.state).sort()).toEqual([
    "known",
    "known",
    "stored",
  ]);
  expect(await send("f1")).toEqual({ state: "known", answer: once.answer });
  expect(await send("f2")).toEqual({ state: "other" });
  expect(await page()).toHaveLength(1);
});

test("pages follow each other by time, then by arrival", async () => {
  const time = (second: number) => Date.UTC(2026, 10, 21, 12, 0, second) * 1000;
  const entries = [3, 1, 2, 2, 2].map((second, n) => makeEntry({ time: time(second), body: `${second}.${n}` }));
  await store.append(workspaceId, [batch(entries)]);
  const seen: string[] = [];
  let after: { time: number; seq: number } | undefined;
  for (;;) {
    const some = await store.page(workspaceId, { filter: everyEntry, limit: 2, ...(after ? { after } : {}) });
    seen.push(...some.map(({ body }) => body));
    after = some.at(-1);
    if (some.length < 2) break;
  }
  expect(seen).toEqual(["3.0", "2.4", "2.3", "2.2", "1.1"]);
  const between = await store.page(workspaceId, { filter: everyEntry, since: time(1), until: time(2), limit: 9 });
  expect(between.map(({ body }) => body)).toEqual(["1.1"]);
});

test("a filter finds what it means", async () => {
  await store.append(workspaceId, [
    batch([
      makeEntry({
        body: "Card 100% declined",
        severity: 17,
        tenant: "acme",
        attributes: { duration_ms: 700, ok: false },
      }),
      makeEntry({ body: "card accepted", attributes: { duration_ms: 20, ok: true } }),
      makeEntry({ body: "other service", source: { ...checkout, service: "mailer" } }),
    ]),
  ]);
  const bodies = async (filter: LogFilter) => (await page(filter)).map(({ body }) => body).sort();
  expect(await bodies({ kind: "severity", from: 17, to: 20 })).toEqual(["Card 100% declined"]);
  expect(await bodies({ kind: "text", text: "100% DECL" })).toEqual(["Card 100% declined"]);
  expect(await bodies({ kind: "field", field: "service", values: ["mailer"] })).toEqual(["other service"]);
  expect(await bodies({ kind: "not", of: { kind: "field", field: "tenant", values: ["acme"] } })).toHaveLength(2);
  const slow = { kind: "attribute", of: "attributes", name: "duration_ms", is: ">", value: 500 } as const;
  expect(await bodies(slow)).toEqual(["Card 100% declined"]);
  expect(await bodies({ kind: "and", of: [slow, { kind: "regex", pattern: "^card" }] })).toEqual([]);
});

test("arrivals are read by number up to where nothing is missing, and another workspace sees none", async () => {
  const before = await store.safeSeq();
  await store.append(workspaceId, [batch([makeEntry({ body: "one" }), makeEntry({ body: "two" })])]);
  const upTo = await store.safeSeq();
  const range = { after: before, upTo, limit: 10 };
  expect((await store.arrivals(workspaceId, range)).map(({ body }) => body)).toEqual(["one", "two"]);
  expect(await store.arrivals(await insertWorkspace(server.app), range)).toEqual([]);
});
