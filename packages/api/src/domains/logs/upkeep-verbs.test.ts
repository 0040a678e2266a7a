import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/prove-write-verb.ts";
import { logClaims } from "./claims.ts";
import { type LogGround, logGroundOf } from "./testing/log-ground.ts";

let ground: ProvingGround;
let logs: LogGround;
beforeAll(async () => {
  ground = await startProvingGround();
  logs = await logGroundOf(ground.server, ground.workspace);
});
afterAll(async () => await ground.close());

const workspaceId = () => ground.workspace.id;

async function workspace(selection: string) {
  const { data, errors } = await ground.ask(`query ($slug: String!) { workspace(slug: $slug) { ${selection} } }`, {
    slug: ground.workspace.slug,
  });
  expect(errors).toBeUndefined();
  return data.workspace;
}

async function send(...lines: object[]) {
  return await logs.post("/v1/logs/ndjson", lines.map((line) => JSON.stringify(line)).join("\n"));
}

test("updateLogRetention: entries that come get the new days", async () => {
  await proveWriteVerb(ground, {
    mutation: "updateLogRetention",
    select: "settings { errorDays warnDays infoDays debugDays }",
    input: () => ({ workspaceId: workspaceId(), errorDays: 90 }),
    event: "log_settings.retention_changed",
  });
  await logs.empty();
  await send({ msg: "kept", level: "error" });
  expect(await logs.stored()).toMatchObject([{ body: "kept", keepDays: 90 }]);
  const refused = await ground.ask(
    `mutation ($input: UpdateLogRetentionInput!) { updateLogRetention(input: $input) { ... on Refusal { message } } }`,
    { input: { workspaceId: workspaceId(), debugDays: 2 } },
  );
  expect(refused.data.updateLogRetention.message).toContain("must be one of 1, 3, 7, 14, 30, 60, 90, 180, 365");
});

test("createLogRedactionRule, updateLogRedactionRule and deleteLogRedactionRule: what they find is never stored", async () => {
  const { rule } = await proveWriteVerb(ground, {
    mutation: "createLogRedactionRule",
    select: "rule { id name pattern enabled }",
    input: () => ({ workspaceId: workspaceId(), name: "iban", pattern: String.raw`\bDE\d{20}\b` }),
    event: "log_redaction_rule.created",
  });
  await logs.empty();
  const secrets = {
    msg: "ada@example.com paid DE02120300000000202051 with 4242 4242 4242 4242, order 4242424242424243",
    auth: "Bearer abcdefghijklmnop",
    password: "hunter2",
    nested: { note: "to bob@example.com" },
  };
  await send(secrets);
  expect(await logs.stored()).toMatchObject([
    {
      body: "[email] paid [iban] with [card], order 4242424242424243",
      attributes: { auth: "[token]", password: "[redacted]", nested: { note: "to [email]" } },
    },
  ]);
  const { logSettings, logRedactionRules, logRedactionPreview } = await workspace(`
    logSettings { redaction { rule replaced } }
    logRedactionRules { nodes { name replaced } totalCount }
    logRedactionPreview(pattern: "order \\\\d{4}", sample: ["order 4242 came", "nothing"]) {
      tried changed replaced samples { before after }
    }`);
  expect(logSettings.redaction).toEqual([
    { rule: "EMAIL", replaced: 2 },
    { rule: "CARD", replaced: 1 },
    { rule: "TOKEN", replaced: 2 },
  ]);
  expect(logRedactionRules).toEqual({ nodes: [{ name: "iban", replaced: 1 }], totalCount: 1 });
  expect(logRedactionPreview).toEqual({
    tried: 2,
    changed: 1,
    replaced: 1,
    samples: [{ before: "order 4242 came", after: "[redacted] came" }],
  });
  await proveWriteVerb(ground, {
    mutation: "updateLogRedactionRule",
    select: "rule { enabled }",
    input: () => ({ ruleId: rule.id, enabled: false }),
    event: "log_redaction_rule.updated",
  });
  await proveWriteVerb(ground, {
    mutation: "deleteLogRedactionRule",
    select: "rule { name }",
    input: () => ({ ruleId: rule.id }),
    event: "log_redaction_rule.deleted",
  });
});

test.each([
  ["a+", "give every repetition an end"],
  ["(ab){3}", "not repeat a group"],
  ["(?=a)b", "not look around"],
  ["[a-z]{1,9}[0-9]{1,9}", "could take too long"],
  ["a{255}b{255}c", "could take too long"],
  ["a?", "not match an empty text"],
  ["[a", "is no regular expression"],
])("a pattern such as %s is refused with the rule that it breaks", async (pattern, reason) => {
  const { data } = await ground.ask(
    `mutation ($input: CreateLogRedactionRuleInput!) { createLogRedactionRule(input: $input) { ... on Refusal { code message } } }`,
    { input: { workspaceId: workspaceId(), name: "bad", pattern } },
  );
  expect(data.createLogRedactionRule).toEqual({ code: "INVALID_INPUT", message: expect.stringContaining(reason) });
});

test("all patterns of a workspace together are bounded, and so is what a dry run reads", async () => {
  const create = async (name: string, pattern: string) => {
    const { data } = await ground.ask(
      `mutation ($input: CreateLogRedactionRuleInput!) { createLogRedactionRule(input: $input) {
        ... on CreateLogRedactionRuleSuccess { rule { id } } ... on Refusal { code message } } }`,
      { input: { workspaceId: workspaceId(), name, pattern } },
    );
    return data.createLogRedactionRule;
  };
  const rules: string[] = [];
  for (let n = 0; n < 7; n += 1) rules.push((await create(`costly-${n}`, `x${n}[a-z]{1,64}`)).rule.id);
  const small = (await create("small", "small-[0-9]{1,60}")).rule.id;
  const refusal = { code: "PRECONDITION_FAILED", message: expect.stringContaining("together they may make 512") };
  expect(await create("over", "over-[0-9]{1,5}")).toEqual(refusal);
  const { data } = await ground.ask(
    `mutation ($input: UpdateLogRedactionRuleInput!) { updateLogRedactionRule(input: $input) {
      ... on UpdateLogRedactionRuleSuccess { rule { pattern } } ... on Refusal { code message } } }`,
    { input: { ruleId: small, pattern: "small-[0-9]{1,64}" } },
  );
  expect(data.updateLogRedactionRule).toEqual({ rule: { pattern: "small-[0-9]{1,64}" } });
  for (const ruleId of [...rules, small])
    await ground.ask(
      `mutation ($input: DeleteLogRedactionRuleInput!) { deleteLogRedactionRule(input: $input) { __typename } }`,
      { input: { ruleId } },
    );
  const preview = await ground.ask(
    `query ($slug: String!, $sample: [String!]) { workspace(slug: $slug) { logRedactionPreview(pattern: "x", sample: $sample) { tried } } }`,
    { slug: ground.workspace.slug, sample: ["x".repeat(10_001), "x".repeat(10_000)] },
  );
  expect(preview.errors?.[0]?.message).toContain("at most 20,000 characters in all its texts together");
});

test("switchLogRedaction: a built-in rule that is off replaces nothing", async () => {
  await proveWriteVerb(ground, {
    mutation: "switchLogRedaction",
    select: "settings { redaction { rule enabled } }",
    input: () => ({ workspaceId: workspaceId(), rule: "EMAIL", enabled: false }),
    event: "log_settings.redaction_switched",
  });
  await logs.empty();
  await send({ msg: "ada@example.com" });
  expect(await logs.stored()).toMatchObject([{ body: "ada@example.com" }]);
});

test("deleteLogEntries: what the filter means is gone and counted, what came later and what others have stays", async () => {
  await logs.empty();
  await send({ msg: "one", tenant: "acme" }, { msg: "two", tenant: "acme" }, { msg: "three", tenant: "globex" });
  const filter = { tenants: ["acme"] };
  const { logDeletionPreview } = await workspace(`logDeletionPreview(filter: { tenants: ["acme"] })`);
  expect(logDeletionPreview).toBe(2);
  const tooFew = await ground.ask(
    `mutation ($input: DeleteLogEntriesInput!) { deleteLogEntries(input: $input) { ... on Refusal { code message } } }`,
    { input: { workspaceId: workspaceId(), filter, reason: "asked to", expected: 1 } },
  );
  expect(tooFew.data.deleteLogEntries).toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(await logs.stored()).toHaveLength(3);
  const { deletion } = await proveWriteVerb(ground, {
    mutation: "deleteLogEntries",
    select: "deletion { id state expected reason }",
    input: () => ({ workspaceId: workspaceId(), filter, reason: "acme asked to", expected: 2 }),
    event: "log_deletion.requested",
  });
  const done = await eventually(async () => {
    const { data } = await ground.ask(
      `query ($id: ID!) { node(id: $id) { ... on LogDeletion { state expected deleted left requestedBy } } }`,
      { id: deletion.id },
    );
    return data.node.state === "DONE" && data.node;
  }, 30);
  expect(done).toMatchObject({ expected: 2, deleted: 2, left: 0 });
  await send({ msg: "later", tenant: "acme" });
  expect((await logs.stored()).map(({ body }) => body)).toEqual(["three", "later"]);
  const everything = await ground.ask(
    `mutation ($input: DeleteLogEntriesInput!) { deleteLogEntries(input: $input) { ... on Refusal { code message } } }`,
    { input: { workspaceId: workspaceId(), filter: {}, reason: "all", expected: 9 } },
  );
  expect(everything.data.deleteLogEntries.message).toContain("means every entry");
});

test("deleteLogEntries: an API key deletes nothing of another environment, and sees what its environment's keys deleted", async () => {
  await logs.empty();
  const key = await logGroundOf(ground.server, ground.workspace, ["logs:delete", "workspace:read"]);
  await send({ msg: "own", tenant: "acme" }, { msg: "other", tenant: "acme" });
  await ground.server.app.database.raw`
    update log_entries set environment_id = null where workspace_id = ${logs.workspaceUuid} and body = 'other'`;
  const { data } = await ground.ask(
    `mutation ($input: DeleteLogEntriesInput!) { deleteLogEntries(input: $input) {
      ... on DeleteLogEntriesSuccess { deletion { id expected } } ... on Refusal { message } } }`,
    { input: { workspaceId: workspaceId(), filter: { tenants: ["acme"] }, reason: "asked to", expected: 1 } },
    { token: key.apiKey },
  );
  expect(data.deleteLogEntries).toMatchObject({ deletion: { expected: 1 } });
  await eventually(async () => (await logs.stored()).length < 2, 30);
  const { id } = data.deleteLogEntries.deletion;
  const question = "query ($id: ID!) { node(id: $id) { ... on LogDeletion { state deleted left } } }";
  const done = await eventually(async () => {
    const { node } = (await ground.ask(question, { id })).data;
    return node.state === "DONE" && node;
  }, 30);
  expect(done).toMatchObject({ deleted: 1, left: 0 });
  expect((await logs.stored()).map(({ body }) => body)).toEqual(["other"]);
  const members = await ground.ask(
    `mutation ($input: DeleteLogEntriesInput!) { deleteLogEntries(input: $input) { ... on DeleteLogEntriesSuccess { deletion { id } } } }`,
    { input: { workspaceId: workspaceId(), filter: { tenants: ["initech"] }, reason: "asked to", expected: 0 } },
  );
  const list = "query ($slug: String!) { workspace(slug: $slug) { logDeletions { nodes { id } totalCount } } }";
  const seen = await ground.ask(list, { slug: ground.workspace.slug }, { token: key.apiKey });
  expect(seen.data.workspace.logDeletions).toEqual({ nodes: [{ id }], totalCount: 1 });
  const one = async (each: string) => (await ground.ask(question, { id: each }, { token: key.apiKey })).data.node;
  expect([await one(id), await one(members.data.deleteLogEntries.deletion.id)]).toEqual([
    expect.objectContaining({ state: "DONE" }),
    null,
  ]);
  // A key of another environment hears of neither.
  const told = await ground.server.app.database.raw`
    select type, data from events where subject_id = ${decodeId("logdel", id)} order by seq`;
  const environmentId = told[0]?.data.environmentId;
  expect(environmentId).toMatch(/^[0-9a-f-]{36}$/);
  expect(told.map(({ type, data }) => [type, data.environmentId])).toEqual([
    ["log_deletion.requested", environmentId],
    ["log_deletion.completed", environmentId],
  ]);
});

test("ingestLogs: a replay stores nothing, a viewer and strangers are refused, and the source shows who delivered", async () => {
  await logs.empty();
  const document = `mutation ($input: IngestLogsInput!) {
    ingestLogs(input: $input) { ... on IngestLogsSuccess { accepted rejected notice } ... on Refusal { code } }
  }`;
  const time = new Date().toISOString();
  const input = {
    workspaceId: workspaceId(),
    entries: [
      { time, level: "warn", body: "disk is nearly full", service: "mailer", tenant: "acme", attributes: { free: 3 } },
      { body: "x", severityNumber: 21 },
    ],
  };
  const once = { token: logs.apiKey, idempotencyKey: crypto.randomUUID() };
  for (const _ of [1, 2]) {
    const { data } = await ground.ask(document, { input }, once);
    expect(data.ingestLogs).toEqual({ accepted: 2, rejected: 0, notice: null });
  }
  expect(await logs.stored()).toMatchObject([
    {
      body: "disk is nearly full",
      severity: 13,
      tenant: "acme",
      source: { service: "mailer" },
      attributes: { free: 3 },
    },
    { body: "x", severity: 21 },
  ]);
  const as = async (cookie: string) => (await ground.ask(document, { input }, { cookie })).data.ingestLogs;
  expect(await as(ground.viewer.cookie)).toEqual({ code: "FORBIDDEN" });
  expect(await as(ground.stranger.owner.cookie)).toEqual({ code: "NOT_FOUND" });
  const source = await eventually(async () => {
    const { logSources } = await workspace("logSources { nodes { service door entries apiKey { name } } }");
    return logSources.nodes.find(({ service }: { service: string }) => service === "mailer");
  });
  expect(source).toEqual({ service: "mailer", door: "graphql", entries: 1, apiKey: { name: "logs" } });
  const claims = await logClaims.list(systemContext(ground.server.app, "test"), logs.workspaceUuid);
  expect(claims).toContainEqual(
    expect.objectContaining({
      title: "Logs of mailer arrive",
      state: "proven",
      proof: expect.objectContaining({ from: "API key logs" }),
    }),
  );
});

test("a key of a batch at the doors: once within a day, and nothing else under it", async () => {
  await logs.empty();
  const key = { "idempotency-key": "batch-1" };
  const first = await logs.post("/v1/logs/ndjson", '{"msg":"one"}\nnonsense', key);
  const again = await logs.post("/v1/logs/ndjson", '{"msg":"one"}\nnonsense', key);
  expect(await again.json()).toEqual(await first.json());
  const other = await logs.post("/v1/logs/ndjson", '{"msg":"two"}', key);
  expect([other.status, (await other.json()).error.code]).toEqual([422, "IDEMPOTENCY_CONFLICT"]);
  expect((await logs.stored()).map(({ body }) => body)).toEqual(["one"]);
});

test("updateLogLimits: beyond a limit a batch is refused with the time to wait, and usage is shown", async () => {
  await proveWriteVerb(ground, {
    mutation: "updateLogLimits",
    select: "settings { entriesPerSecond bytesPerDay }",
    input: () => ({ workspaceId: workspaceId(), entriesPerSecond: 100, bytesPerDay: 1_000_000 }),
    event: "log_settings.limits_changed",
  });
  await logs.empty();
  const batch = (n: number) => Array.from({ length: n }, (_, index) => ({ msg: `m${index}` }));
  expect((await send(...batch(900))).status).toBe(200);
  const over = await logs.post(
    "/v1/logs",
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: batch(200) }] }] }),
  );
  expect(over.status).toBe(429);
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThanOrEqual(2);
  expect(await over.json()).toMatchObject({
    code: 8,
    message: expect.stringContaining("more than 100 log entries a second"),
  });
  expect(await logs.stored()).toHaveLength(900);
  const volume = await logs.post("/v1/logs/ndjson", JSON.stringify({ msg: "x".repeat(1_000_001) }));
  expect([volume.status, (await volume.json()).error.message]).toEqual([
    429,
    expect.stringContaining("1 MB of logs that it may send in a day"),
  ]);
  const { logSettings } = await workspace(
    "logSettings { entriesPerSecond mostEntriesPerSecond usage { entries bytes } }",
  );
  expect(logSettings).toMatchObject({ entriesPerSecond: 100, mostEntriesPerSecond: 10_000 });
  expect(logSettings.usage.entries).toBeGreaterThan(900);
});
