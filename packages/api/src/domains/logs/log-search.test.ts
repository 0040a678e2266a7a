import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId, encodeId } from "../../graphql/ids.ts";
import { jobs } from "../../registry.gen.ts";
import { systemContext } from "../../service/context.ts";
import type { GraphQLOverOptions } from "../../testing/graphql-over.ts";
import { joinWorkspace } from "../../testing/join-workspace.ts";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/prove-write-verb.ts";
import { createAlertRule } from "../alerts/index.ts";
import { createSavedSearch } from "./saved-searches/create-saved-search.ts";
import type { NewLogEntry } from "./store/log-entry.ts";
import { logStoreOf } from "./store/log-store-of.ts";
import { logGroundOf } from "./testing/log-ground.ts";
import { makeEntry } from "./testing/make-entry.ts";

let ground: ProvingGround;
let workspaceId: string;
const now = Date.now();

/** Stores entries that happened so many seconds ago. */
async function write(...entries: (Partial<NewLogEntry> & { ago?: number })[]) {
  await logStoreOf(ground.server.app).append(workspaceId, [
    {
      environmentId: null,
      receivedAt: new Date(now),
      entries: entries.map(({ ago = 60, ...over }) => makeEntry({ time: (now - ago * 1000) * 1000, ...over })),
    },
  ]);
}

const source = (service: string) => ({ service, resource: { "host.name": "web-1" }, scope: null, origin: null });
const trace = "4bf92f3577b34da6a3ce929d0e0e4736";

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = decodeId("ws", ground.workspace.id);
  await write(
    ...Array.from({ length: 30 }, (_, n) => ({
      ago: 100 + n,
      body: `request ${n} done`,
      attributes: { duration_ms: n * 10 },
    })),
    {
      ago: 90,
      severity: 17,
      severityText: "ERROR",
      body: "card declined for order 17",
      tenant: "acme",
      traceId: trace,
    },
    { ago: 80, severity: 13, body: "slow", traceId: trace, source: source("billing") },
    { ago: 3 * 86_400, severity: 17, body: "card declined long ago", tenant: "acme", keepDays: 30 },
  );
}, 60_000);
afterAll(() => ground?.close());

async function find(selection: string, variables: Record<string, unknown> = {}) {
  const types = { filter: "LogFilter", after: "String", id: "String!" };
  const known = Object.entries(types).filter(([name]) => name in variables);
  const declared = known.map(([name, type]) => `, $${name}: ${type}`).join("");
  const { data, errors } = await ground.ask(
    `query ($slug: String!${declared}) { workspace(slug: $slug) { ${selection} } }`,
    { slug: ground.workspace.slug, ...variables },
  );
  return { ...data?.workspace, errors };
}
const bodies = async (filter: object) =>
  (await find("logs(filter: $filter) { nodes { body } }", { filter })).logs.nodes.map(
    ({ body }: { body: string }) => body,
  );

describe("a search", () => {
  test("finds the newest first by the search box's language and by structured filters", async () => {
    expect(await bodies({ query: 'level:error "card declined" -tenant:globex' })).toEqual([
      "card declined for order 17",
      "card declined long ago",
    ]);
    expect(await bodies({ levels: ["ERROR"], time: { gte: new Date(now - 3_600_000).toISOString() } })).toEqual([
      "card declined for order 17",
    ]);
    expect(await bodies({ query: "duration_ms:>=280" })).toEqual(["request 28 done", "request 29 done"]);
    expect(await bodies({ traceId: trace, services: ["billing"] })).toEqual(["slow"]);
    expect(await bodies({ regex: "order \\d+$" })).toEqual(["card declined for order 17"]);
    expect(await bodies({ attributes: [{ name: "duration_ms", value: "10" }], text: "REQUEST" })).toEqual([
      "request 1 done",
    ]);
  });

  test("is paged by cursors that stay, however much comes meanwhile, in both directions", async () => {
    const page = (after: string) =>
      `logs(filter: $filter, first: 10${after}) { pageInfo { hasNextPage endCursor startCursor } nodes { body } }`;
    const filter = { query: "request" };
    const first = (await find(page(""), { filter })).logs;
    await write({ ago: 1, body: "request late", tenant: "later" });
    const second = (await find(page(", after: $after"), { filter, after: first.pageInfo.endCursor })).logs;
    const third = (await find(page(", after: $after"), { filter, after: second.pageInfo.endCursor })).logs;
    const all = [...first.nodes, ...second.nodes, ...third.nodes].map(({ body }) => body);
    expect(all).toEqual(Array.from({ length: 30 }, (_, n) => `request ${n} done`));
    expect([second.pageInfo.hasNextPage, third.pageInfo.hasNextPage]).toEqual([true, false]);
    const back = "logs(filter: $filter, last: 10, before: $after) { nodes { body } }";
    const before = (await find(back, { filter, after: third.pageInfo.startCursor })).logs;
    expect(before.nodes).toEqual(second.nodes);
  });

  test("that cannot be read is refused with the place and what to write instead", async () => {
    const { errors } = await find("logs(filter: $filter) { nodes { id } }", { filter: { query: "card level:eror" } });
    expect(errors[0].extensions).toMatchObject({ code: "INVALID_INPUT" });
    expect(errors[0].message).toContain("“eror” is no level. (character 12) Write instead: level:error");
  });

  test("that takes too long says how to narrow it", async () => {
    const owner = postgres(ground.server.databaseUrl, { max: 1 });
    const filter = { kind: "text", text: "a" } as const;
    const span = { since: 0, until: now * 1000, stepMicros: 3_600_000_000 };
    try {
      // As slow as a search can be: it waits for a lock that is held until its time is over.
      await owner.begin(async (sql) => {
        await sql`lock table log_entries in access exclusive mode`;
        await expect(
          logStoreOf(ground.server.app).histogram(workspaceId, { filter, ...span, timeoutMs: 50 }),
        ).rejects.toMatchObject({ code: "TOO_LARGE", nextStep: expect.stringContaining("Narrow the time") });
      });
    } finally {
      await owner.end();
    }
  });

  test("is counted by time, level, service, tenant and attribute", async () => {
    const hour = { time: { gte: new Date(now - 3_600_000).toISOString() } };
    const { logHistogram, logFacets, logCount } = await find(
      `logHistogram(filter: $filter, bars: 60) { total stepSeconds bars { from counts { level count } } }
       logFacets(filter: $filter) { sampled exact facets { field count values { value count } } }
       logCount(filter: $filter) { count exact }`,
      { filter: { ...hour, query: "-tenant:later" } },
    );
    expect(logHistogram).toMatchObject({ total: 32, stepSeconds: 300 });
    const counts = logHistogram.bars.flatMap((bar: { counts: { level: string; count: number }[] }) => bar.counts);
    const of = (level: string) =>
      counts
        .filter((each: { level: string }) => each.level === level)
        .reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect([of("INFO"), of("WARN"), of("ERROR")]).toEqual([30, 1, 1]);
    expect(logCount).toEqual({ count: 32, exact: true });
    expect(logFacets).toMatchObject({ sampled: 32, exact: true });
    const facet = (field: string) => logFacets.facets.find((each: { field: string }) => each.field === field);
    expect(facet("level").values[0]).toEqual({ value: "info", count: 30 });
    expect(facet("service").values).toEqual([
      { value: "checkout", count: 31 },
      { value: "billing", count: 1 },
    ]);
    expect(facet("tenant").values).toEqual([{ value: "acme", count: 1 }]);
    expect(facet("attributes.duration_ms").values).toHaveLength(20);
  });

  test("leads to one entry, to what its service wrote around it, and to its trace", async () => {
    const filter = { query: "level:error since:1h" };
    const [{ id, traceId }] = (await find("logs(filter: $filter) { nodes { id traceId } }", { filter })).logs.nodes;
    const { logEntry } = await find(
      "logEntry(id: $id) { body level timeUnixNano before(first: 2) { body } after(first: 1) { body } }",
      { id },
    );
    expect(logEntry).toEqual({
      body: "card declined for order 17",
      level: "ERROR",
      timeUnixNano: `${now - 90_000}000000`,
      before: [{ body: "request 1 done" }, { body: "request 0 done" }],
      after: [{ body: "request late" }],
    });
    expect(await bodies({ traceId })).toEqual(["slow", "card declined for order 17"]);
    expect((await find("logEntry(id: $id) { body }", { id: "log_MC4w" })).logEntry).toBeNull();
  });
});

describe("saved searches", () => {
  test("are made, changed and removed by those who may, once", async () => {
    const { search } = await proveWriteVerb(ground, {
      mutation: "createSavedSearch",
      select: "search { id name query shared }",
      input: () => ({ workspaceId: ground.workspace.id, name: "Declined", query: '"card declined"', shared: true }),
      event: "saved_search.created",
    });
    expect(search).toMatchObject({ name: "Declined", query: '"card declined"', shared: true });
    await proveWriteVerb(ground, {
      mutation: "updateSavedSearch",
      select: "search { query }",
      input: () => ({ searchId: search.id, query: "declined" }),
      event: "saved_search.updated",
    });
    await proveWriteVerb(ground, {
      mutation: "removeSavedSearch",
      select: "search { id }",
      input: () => ({ searchId: search.id }),
      event: "saved_search.removed",
    });
  });

  test("that are somebody's own nobody else sees, in lists, by id and in the event log", async () => {
    const { data } = await ground.ask(
      `mutation ($input: CreateSavedSearchInput!) { createSavedSearch(input: $input) { ... on CreateSavedSearchSuccess { search { id } } } }`,
      { input: { workspaceId: ground.workspace.id, name: "My secret", query: "secret" } },
    );
    const { id } = data.createSavedSearch.search;
    const question = `query ($id: ID!, $slug: String!) { node(id: $id) { id }
      workspace(slug: $slug) { savedSearches { nodes { id } } events(first: 50) { nodes { id data } } } }`;
    const variables = { id, slug: ground.workspace.slug };
    const own = await ground.ask(question, variables);
    expect(own.data.node).toEqual({ id });
    const other = await ground.ask(question, variables, { cookie: ground.viewer.cookie });
    expect(other.data.node).toBeNull();
    expect(other.data.workspace.savedSearches.nodes).toEqual([]);
    expect(JSON.stringify(other)).not.toContain("My secret");
  });

  test("are renamed, shared and given back by their owner and by admins, by nobody else", async () => {
    const { server, workspace, viewer } = ground;
    const join = async (role: "ADMIN" | "OPERATOR") => ({
      cookie: (await joinWorkspace(server, workspace, role)).cookie,
    });
    const [owner, colleague, admin] = [await join("OPERATOR"), await join("OPERATOR"), await join("ADMIN")];
    const change = async (mutation: string, input: object, as: GraphQLOverOptions) => {
      const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      const { data } = await ground.ask(
        `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ... on ${type}Success { search { id name shared belongsTo } }
          ... on Refusal { code message } } }`,
        { input },
        as,
      );
      return data[mutation];
    };
    const input = { workspaceId: workspace.id, name: "Timeouts", query: "timeout" };
    const { search } = await change("createSavedSearch", input, owner);
    expect(search).toMatchObject({ shared: false, belongsTo: "YOU" });
    const searchId = search.id;
    const update = async (wish: object, as: GraphQLOverOptions) =>
      await change("updateSavedSearch", { searchId, ...wish }, as);
    // What is its owner's alone is not there for anybody else, whatever they may do.
    for (const other of [colleague, admin])
      expect(await update({ shared: true }, other)).toMatchObject({ code: "NOT_FOUND" });

    expect(await update({ shared: true }, owner)).toMatchObject({ search: { shared: true, name: "Timeouts" } });
    for (const refused of [colleague, { cookie: viewer.cookie }])
      expect(await update({ name: "Mine now" }, refused)).toMatchObject({ code: "FORBIDDEN" });
    const told = await change("removeSavedSearch", { searchId }, colleague);
    expect(told).toMatchObject({ code: "FORBIDDEN", message: expect.stringMatching(/^“Timeouts” belongs to /) });
    expect(await update({ name: "Slow answers" }, admin)).toMatchObject({
      search: { name: "Slow answers", belongsTo: "ANOTHER" },
    });
    expect(await update({ shared: false }, admin)).toMatchObject({ search: { shared: false } });
    expect(await update({ name: "Slow" }, admin)).toMatchObject({ code: "NOT_FOUND" });
    expect(await update({ name: "Slow" }, owner)).toMatchObject({ search: { name: "Slow", shared: false } });
    const changes = await server.app.database.raw`select data, before, after from events
      where subject_id = ${decodeId("search", searchId)} and type = 'saved_search.updated' order by seq`;
    expect(changes).toEqual([
      { data: { name: "Timeouts", shared: true }, before: { shared: false }, after: { shared: true } },
      { data: { name: "Slow answers", shared: true }, before: { name: "Timeouts" }, after: { name: "Slow answers" } },
      { data: { name: null, shared: false }, before: { shared: true }, after: { shared: false } },
      { data: { name: null, shared: false }, before: null, after: null },
    ]);
  });

  test("whose maker is a key, or has left, stay with everybody", async () => {
    const { server, workspace } = ground;
    const key = await logGroundOf(server, workspace, ["saved_searches:write", "logs:write"]);
    const made = await createSavedSearch(systemContext(server.app, "test"), {
      workspaceId,
      name: "Of a key",
      query: "x",
    });
    const update = async (id: string, as: GraphQLOverOptions, wish: object) =>
      (
        await ground.ask(
          `mutation ($input: UpdateSavedSearchInput!) { updateSavedSearch(input: $input) {
            ... on UpdateSavedSearchSuccess { search { name shared belongsTo } } ... on Refusal { code message } } }`,
          { input: { searchId: encodeId("search", id), ...wish } },
          as,
        )
      ).data.updateSavedSearch;
    const asOwner = { cookie: workspace.owner.cookie };
    expect(await update(made.id, { token: key.apiKey }, { name: "A key's" })).toMatchObject({
      search: { name: "A key's", shared: true, belongsTo: "NOBODY" },
    });
    expect(await update(made.id, asOwner, { shared: false })).toMatchObject({
      code: "PRECONDITION_FAILED",
      message: expect.stringContaining("An API key made “A key's”"),
    });
    await server.app.database.raw`update saved_searches set owner_id = uuidv7(), made_by = 'Tom' where id = ${made.id}`;
    expect(await update(made.id, asOwner, { shared: false })).toMatchObject({
      code: "PRECONDITION_FAILED",
      message: expect.stringMatching(/^Tom, who made .* has left/),
    });
    expect(await update(made.id, { token: key.apiKey }, { name: "Mine" })).toMatchObject({ code: "FORBIDDEN" });
  });
});

test("a rule over a saved search opens an alert when it finds too much", async () => {
  const { app } = ground.server;
  const { data } = await ground.ask(
    `mutation ($input: CreateSavedSearchInput!) { createSavedSearch(input: $input) { ... on CreateSavedSearchSuccess { search { id } } } }`,
    {
      input: {
        workspaceId: ground.workspace.id,
        name: "Out of stock",
        query: 'level:error "out of stock"',
        shared: true,
      },
    },
  );
  const condition = {
    kind: "threshold",
    series: "logs.search_count",
    filter: { search: data.createSavedSearch.search.id },
    aggregation: "sum",
    windowSeconds: 300,
    comparator: "gt",
    limit: 3,
  } as const;
  const ctx = systemContext(app, "test");
  const rule = await createAlertRule(ctx, {
    workspaceId,
    name: "Out of stock",
    severity: "error",
    definition: { condition },
  });
  await write(...Array.from({ length: 5 }, () => ({ ago: 70, severity: 17, body: "item is out of stock" })));
  const evaluate = jobs.find(({ name }) => name === "alerts.evaluate-clock");
  await evaluate?.run(systemContext(app, "test"), { workspaceId });
  const [alert] = await app.database
    .raw`select state, reason from alerts where workspace_id = ${workspaceId} and rule_id = ${rule.id}`;
  expect(alert).toMatchObject({ state: "open", reason: "logs.search_count is 5 entries, above 3." });
});

test("an API key finds, counts, opens and exports only what is of its environment", async () => {
  const { server, workspace } = ground;
  const logs = await logGroundOf(server, workspace, [
    "workspace:read",
    "logs:read",
    "logs:write",
    "logs:export",
    "logs:delete",
  ]);
  await logs.post("/v1/logs/ndjson", '{"msg":"own line","level":"info","service":"checkout"}');
  await write({ ago: 1, body: "of another environment", source: source("checkout") });
  const [other] = (await find("logs(filter: $filter) { nodes { id } }", { filter: { query: "another" } })).logs.nodes;
  const { data } = await ground.ask(
    `query ($slug: String!, $id: String!) { workspace(slug: $slug) {
      logs(first: 100) { nodes { body before(first: 5) { body } } } logCount { count } logHistogram(bars: 10) { total }
      logFacets { sampled } logEntry(id: $id) { body } logDeletionPreview(filter: { services: ["checkout"] }) } }`,
    { slug: workspace.slug, id: other.id },
    { token: logs.apiKey },
  );
  expect(data.workspace).toEqual({
    logs: { nodes: [{ body: "own line", before: [] }] },
    logCount: { count: 1 },
    logHistogram: { total: 1 },
    logFacets: { sampled: 1 },
    logEntry: null,
    logDeletionPreview: 1,
  });
  const headers = { authorization: `Bearer ${logs.apiKey}` };
  const file = await (await fetch(`${server.url}/export/logs?workspace=${workspace.slug}`, { headers })).text();
  expect(file.trim().split("\n")).toEqual([expect.stringContaining("own line")]);
});

test("an entry without a level is info wherever it is shown, found or counted", async () => {
  await write({ ago: 1, severity: 0, body: "levelless", tenant: "quiet" });
  expect(await bodies({ query: "levelless level:info" })).toEqual(["levelless"]);
  expect(await bodies({ query: "levelless level:(trace OR <info OR >=warn)" })).toEqual([]);
  const { logs, logFacets, logHistogram } = await find(
    `logs(filter: $filter) { nodes { level severity } } logFacets(filter: $filter) { facets { field values { value } } }
     logHistogram(filter: $filter, bars: 1) { bars { counts { level count } } }`,
    { filter: { query: "levelless" } },
  );
  expect(logs.nodes).toEqual([{ level: "INFO", severity: 0 }]);
  expect(logFacets.facets[0]).toEqual({ field: "level", values: [{ value: "info" }] });
  expect(JSON.stringify(logHistogram)).toContain('{"level":"INFO","count":1}');
  const { slug, owner } = ground.workspace;
  const address = `${ground.server.url}/export/logs?workspace=${slug}&query=levelless`;
  const file = await (await fetch(address, { headers: { cookie: owner.cookie } })).text();
  expect(JSON.parse(file)).toMatchObject({ level: "info", severity: 0 });
});
