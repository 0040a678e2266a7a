import { compileLogMatcher, printLogQuery } from "@plumbline/sdk/logs/query";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleLogs } from "../../../../../sdk/src/logs/query/testing/arbitrary-log-query.ts";
import { insertWorkspace, startTestApp, type TestApp } from "../../../testing/index.ts";
import type { JsonObject } from "../store/json-value.ts";
import { logStoreOf } from "../store/log-store-of.ts";
import { makeEntry } from "../testing/make-entry.ts";
import { matchableEntry } from "./matchable-entry.ts";

let running: TestApp;
const now = Date.UTC(2026, 10, 21, 14, 30);
const dayMs = 86_400_000;

beforeAll(async () => {
  running = await startTestApp();
  Object.defineProperty(running.app, "clock", { value: { now: () => new Date(now) } });
});
afterAll(() => running?.close());

test("the store and the memory find the same entries, whatever is asked", async () => {
  const { app } = running;
  const store = logStoreOf(app);
  const workspaceId = await insertWorkspace(app);
  const environments = new Map(["card", "two words", "500", "unused"].map((key) => [key, crypto.randomUUID()]));
  const keys = new Map([...environments].map(([key, id]) => [id, key]));
  const { queries, entries } = sampleLogs(20_261_121, { queries: 120, entries: 80 });
  const byEnvironment = Map.groupBy(entries, ({ env }) => env);
  const batches = [...byEnvironment].map(([env, own]) => ({
    environmentId: env === null ? null : (environments.get(env) ?? null),
    receivedAt: new Date(now),
    entries: own.map(
      ({ minutesAgo, severity, body, service, tenant, scope, event, trace, span, attributes, resource }) =>
        makeEntry({
          source: { service, scope, resource: resource as JsonObject, origin: null },
          time: (now - minutesAgo * 60_000) * 1000,
          severity,
          body,
          tenant,
          traceId: trace,
          spanId: span,
          eventName: event,
          attributes: attributes as JsonObject,
        }),
    ),
  }));
  await store.append(workspaceId, batches);
  const stored = await store.page(workspaceId, { filter: { kind: "and", of: [] }, limit: 1000 });
  expect(stored).toHaveLength(entries.length);
  let found = 0;
  for (const node of queries) {
    const page = await store.page(workspaceId, {
      filter: { kind: "query", query: { node, now, environments } },
      limit: 1000,
    });
    const matches = compileLogMatcher(node, now);
    const expected = stored.filter((entry) => matches(matchableEntry(entry, keys)));
    expect(
      page.map(({ seq }) => seq),
      printLogQuery(node),
    ).toEqual(expected.map(({ seq }) => seq));
    found += expected.length;
    if (queries.indexOf(node) % 4 > 0) continue;
    // Counts and facets are read by ways of their own.
    const filter = { kind: "query", query: { node, now, environments } } as const;
    const span = { filter, since: (now - 4 * dayMs) * 1000, until: (now + 1) * 1000 };
    const counts = await store.histogram(workspaceId, { ...span, stepMicros: 7_000_000_000 });
    const facets = await store.facets(workspaceId, { ...span, newest: 1000 });
    const bySeverity = facets.filter(({ field }) => field === "severity");
    const sum = (all: readonly { count: number }[]) => all.reduce((total, { count }) => total + count, 0);
    expect([sum(counts), sum(bySeverity)], printLogQuery(node)).toEqual([expected.length, expected.length]);
  }
  // Searches that find nothing, or everything, would agree too.
  expect(found).toBeGreaterThan(500);
  expect(found).toBeLessThan(queries.length * entries.length * 0.8);
}, 60_000);
