import { afterAll, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../../testing/start-test-app.ts";
import { everyEntry } from "../store/log-filter.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { makeEntry } from "../testing/make-entry.ts";
import { enforceRetention } from "./enforce-retention.ts";
import { classOf, defaultRetention } from "./retention-classes.ts";

const dayMs = 86_400_000;
const begin = Date.UTC(2026, 10, 21, 12);

let server: TestApp;
let now = begin;
beforeAll(async () => {
  server = await startTestApp();
  Object.defineProperty(server.app, "clock", { value: { now: () => new Date(now) } });
});
afterAll(async () => await server.close());

const severities = { error: 17, warn: 13, info: 9, debug: 5 } as const;

async function store(workspaceId: string, days: Record<keyof typeof severities, number> = defaultRetention) {
  const entries = Object.entries(severities).map(([body, severity]) =>
    makeEntry({ body, severity, keepDays: days[classOf(severity)], time: now * 1000 }),
  );
  await logStoreOf(server.app).append(workspaceId, [{ entries, environmentId: null, receivedAt: new Date(now) }]);
}

async function bodies(workspaceId: string): Promise<string[]> {
  const entries = await logStoreOf(server.app).page(workspaceId, { filter: everyEntry, limit: 100 });
  return entries.map(({ body }) => body).sort();
}

/** What the catalogue holds of the day that all began on. */
async function tables(): Promise<string[]> {
  const rows = await server.app.database.raw`
    select relname from pg_class where relname like 'log_entries_k%_20261121' and relkind = 'r' order by relname`;
  return rows.map(({ relname }) => relname);
}

test("each class is dropped when its days are over, by catalogue and by query, and the others stay", async () => {
  now = begin;
  const workspaceId = await insertWorkspace(server.app);
  await store(workspaceId);
  const all = ["k14", "k1", "k30", "k7"].map((family) => `log_entries_${family}_20261121`).sort();
  const left = (...families: string[]) => families.map((family) => `log_entries_${family}_20261121`).sort();
  await enforceRetention(server.app);
  expect(await tables()).toEqual(all);

  const midnight = Date.UTC(2026, 10, 22);
  const found = async () => {
    const store = logStoreOf(server.app);
    const span = { filter: everyEntry, since: (begin - dayMs) * 1000, until: (begin + dayMs) * 1000 };
    const counted = await store.histogram(workspaceId, { ...span, stepMicros: 60_000_000 });
    const facets = await store.facets(workspaceId, { ...span, newest: 100 });
    const arrived = await store.arrivals(workspaceId, { after: 0, upTo: await store.safeSeq(), limit: 100 });
    const bySeverity = facets.filter(({ field }) => field === "severity").length;
    return [(await bodies(workspaceId)).length, counted.length, bySeverity, arrived.length];
  };
  const steps = [
    { days: 1, gone: "debug", families: ["k7", "k14", "k30"], bodies: ["error", "info", "warn"] },
    { days: 7, gone: "info", families: ["k14", "k30"], bodies: ["error", "warn"] },
    { days: 14, gone: "warn", families: ["k30"], bodies: ["error"] },
    { days: 30, gone: "error", families: [], bodies: [] },
  ];
  for (const step of steps) {
    now = begin + step.days * dayMs - 1;
    await enforceRetention(server.app);
    expect(await bodies(workspaceId), `${step.gone}, a millisecond before`).toContain(step.gone);
    const before = step.bodies.length + 1;
    expect(await found(), `counted, listed and followed before ${step.days} days`).toEqual(Array(4).fill(before));
    const standing = await tables();
    // To the moment: its partition stands until the day is over, and nobody finds it there.
    now = begin + step.days * dayMs;
    await enforceRetention(server.app);
    expect(await tables(), `catalogue within the day after ${step.days} days`).toEqual(standing);
    expect(await bodies(workspaceId), `query after ${step.days} days`).toEqual(step.bodies);
    expect(await found(), `counted, listed and followed after ${step.days} days`).toEqual(Array(4).fill(before - 1));
    now = midnight + step.days * dayMs - 1;
    expect((await enforceRetention(server.app)).dropped).toEqual([]);
    now = midnight + step.days * dayMs;
    const { dropped, deleted } = await enforceRetention(server.app);
    expect(dropped).toContainEqual({ name: expect.any(String), keepDays: step.days, day: "2026-11-21" });
    expect(deleted).toBe(0);
    expect(await tables(), `catalogue after ${step.days} days`).toEqual(left(...step.families));
    expect(await bodies(workspaceId), `query after the drop at ${step.days} days`).toEqual(step.bodies);
  }
});

test("a workspace that keeps shorter loses what is beyond, also what came before; its neighbour keeps its own", async () => {
  now = begin;
  const [shorter, neighbour] = [await insertWorkspace(server.app), await insertWorkspace(server.app)];
  await store(shorter);
  await store(neighbour);
  await server.app.database
    .raw`insert into log_settings (workspace_id, error_days, info_days) values (${shorter}, 3, 1)`;
  now = begin + 2 * dayMs;
  await enforceRetention(server.app);
  expect(await bodies(shorter)).toEqual(["error", "warn"]);
  expect(await bodies(neighbour)).toEqual(["error", "info", "warn"]);
  now = begin + 3 * dayMs;
  await enforceRetention(server.app);
  expect(await bodies(shorter)).toEqual(["warn"]);
  expect(await bodies(neighbour)).toEqual(["error", "info", "warn"]);
});

test("tomorrow's partitions are there today, and days that are over get their indexes once", async () => {
  now = begin;
  await enforceRetention(server.app);
  expect((await logStoreOf(server.app).partitions()).filter(({ day }) => day === "2026-11-22")).toHaveLength(4);
  const open = await logStoreOf(server.app).indexClosed(new Date(Date.UTC(2026, 10, 21, 23)));
  expect(open.filter((name) => name.endsWith("20261121"))).toEqual([]);
  const built = await logStoreOf(server.app).indexClosed(new Date(Date.UTC(2026, 10, 22, 2)));
  expect(built).toContain("log_entries_k7_20261121");
  expect(await logStoreOf(server.app).indexClosed(new Date(Date.UTC(2026, 10, 22, 3)))).toEqual([]);
  const indexes = await server.app.database.raw`
    select indexname from pg_indexes where tablename = 'log_entries_k7_20261121' and indexdef like '%gin%' order by 1`;
  expect(indexes.map(({ indexname }) => indexname)).toEqual([
    "log_entries_k7_20261121_attributes",
    "log_entries_k7_20261121_resource",
    "log_entries_k7_20261121_text",
  ]);
});
