import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { jobs } from "../../../registry.gen.ts";
import { systemContext } from "../../../service/context.ts";
import {
  eventually,
  makeSender,
  type ProvingGround,
  proveWriteVerb,
  type Sender,
  startProvingGround,
} from "../../../testing/index.ts";
import { tickErrorGroups } from "../jobs/tick-error-groups.ts";
import { groupBatch } from "./reading/group-batch.ts";

let ground: ProvingGround;
let sender: Sender;
let ownerId: string;

beforeAll(async () => {
  ground = await startProvingGround();
  sender = await makeSender(ground);
  ownerId = (await ground.ask("{ viewer { id } }")).data.viewer.id;
});
afterAll(() => ground?.close());

const fields = `id title template state count exceptionType frames service firstRelease lastRelease regressions resolvedIn
  mutedUntilCount explanation { sentence parts { text fixed because } } counts(steps: 2) { count }
  tenants { value count } releases { value count } assignee { id }
  entries(first: 20) { nodes { body } } patterns(first: 20) { nodes { id template count pinned } }
  moves(first: 5) { nodes { id kind because madeBy undoneAt patterns from { id title mergedInto { id } } into { id } } }
  timeline(first: 20) { nodes { type data } }`;

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
type Group = any;

async function groupsWith(search: string, filter: Record<string, unknown> = {}): Promise<Group[]> {
  const { data, errors } = await ground.ask(
    `query ($slug: String!, $filter: ErrorGroupFilter) { workspace(slug: $slug) {
      errorGroups(filter: $filter, first: 10) { nodes { id count } } } }`,
    { slug: ground.workspace.slug, filter: { search, ...filter } },
  );
  expect(errors).toBeUndefined();
  return data.workspace.errorGroups.nodes;
}

/** The one group of these words, once it has so many errors. */
async function groupOf(search: string, count: number): Promise<Group> {
  const { id } = await eventually(async () => {
    const groups = await groupsWith(search);
    return groups.length === 1 && groups[0].count === count ? groups[0] : undefined;
  });
  // Its timeline has what the relay has numbered.
  const unnumbered = () => ground.server.app.database.raw`select from events where position is null`;
  await eventually(async () => (await unnumbered()).length === 0);
  const { data, errors } = await ground.ask(`query ($id: ID!) { node(id: $id) { ... on ErrorGroup { ${fields} } } }`, {
    id,
  });
  expect(errors).toBeUndefined();
  return data.node;
}

const happened = (group: Group, type: string) =>
  group.timeline.nodes.filter((event: { type: string }) => event.type === type);

async function change(mutation: string, input: Record<string, unknown>, select: string): Promise<Group> {
  const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${capital}Input!) { ${mutation}(input: $input) {
      ... on ${capital}Success { ${select} } ... on Refusal { code message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[mutation];
}

describe("errors become groups", () => {
  test("by what is the same in them, with whom they met, and why", async () => {
    await sender.send([
      { body: "Payment 4711 at /carts/ada refused after 120 ms", tenant: "acme" },
      { body: "Payment 4712 at /carts/bob refused after 80 ms", tenant: "acme" },
      { body: "Payment accepted", severity: 9 },
    ]);
    await sender.send([{ body: "Payment 4713 at /carts/cyd refused after 3 s", tenant: "globex", severity: 21 }], {
      release: "1.1.0",
    });
    const group = await groupOf("Payment", 3);
    expect(group).toMatchObject({
      title: "Payment 4711 at /carts/ada refused after 120 ms",
      template: "Payment <number> at <path> refused after <number>",
      state: "OPEN",
      service: "shop",
      firstRelease: "1.0.0",
      lastRelease: "1.1.0",
      tenants: [
        { value: "globex", count: 1 },
        { value: "acme", count: 2 },
      ],
      releases: [
        { value: "1.1.0", count: 1 },
        { value: "1.0.0", count: 2 },
      ],
    });
    expect(group.explanation.sentence).toBe(
      "Grouped because the service (shop) and 4 words of the message are the same. What varies was recognised as a number and a path.",
    );
    expect(group.explanation.parts[1]).toEqual({ text: "…", fixed: false, because: "a number" });
    expect(group.counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(3);
    expect(group.entries.nodes.map(({ body }: { body: string }) => body)).toHaveLength(3);
    expect(happened(group, "error_group.created")).toHaveLength(1);
    expect(await groupsWith("Payment", { tenant: { eq: "globex" }, service: { in: ["shop"] } })).toHaveLength(1);
    expect(await groupsWith("Payment", { tenant: { eq: "initech" } })).toHaveLength(0);
    expect(await groupsWith("Payment", { state: { in: ["RESOLVED"] } })).toHaveLength(0);
  });

  test("an exception counts at any level, by its type and its own calls", async () => {
    const stack = (line: number) => `TypeError: x is undefined
    at Cart.total (/srv/${line}/src/cart.js:${line}:3)
    at Layer.handle (/srv/node_modules/express/lib/layer.js:9:5)`;
    const attributes = (line: number) => ({
      "exception.type": "TypeError",
      "exception.message": "x is undefined",
      "exception.stacktrace": stack(line),
    });
    await sender.send([
      { body: "unhandled", severity: 9, attributes: attributes(12) },
      { body: "unhandled", severity: 9, attributes: attributes(14) },
    ]);
    const group = await groupOf("x is undefined", 2);
    expect(group).toMatchObject({ exceptionType: "TypeError", frames: ["Cart.total (#/src/cart.js)"] });
  });

  test("each error counts once, however many workers read at once", async () => {
    const workspaceId = decodeId("ws", ground.workspace.id);
    const batches = Array.from({ length: 4 }, (_, n) =>
      Array.from({ length: 150 }, (_, i) => ({ body: `Lost message ${n * 150 + i} of the queue` })),
    );
    await Promise.all(
      batches.map(async (batch) => {
        await sender.send(batch);
        await Promise.all([1, 2, 3].map(() => groupBatch(systemContext(ground.server.app, "test"), workspaceId)));
      }),
    );
    expect((await groupOf("Lost message", 600)).count).toBe(600);
  });
});

describe("merges and splits", () => {
  const tried = (user: string) => ({ body: `Login of user ${user} was refused by the directory` });

  test("what turns out to be a value merges groups, says why, and can be undone for good", async () => {
    await sender.send([tried("ada")]);
    const first = await groupOf("directory", 1);
    await sender.send([tried("bob")]);
    await eventually(async () => (await groupsWith("directory")).length === 2);
    await sender.send([tried("cyd"), tried("dan")]);
    const merged = await groupOf("directory", 4);
    expect(merged.id).toBe(first.id);
    expect(merged.template).toBe("Login of user <…> was refused by the directory");
    expect(merged.explanation.sentence).toContain("3 different words (“ada”, “bob”, “cyd”)");
    const [move] = merged.moves.nodes;
    expect(move).toMatchObject({ kind: "MERGE", madeBy: null, patterns: 1, from: { mergedInto: { id: first.id } } });
    expect(merged.entries.nodes).toHaveLength(4);

    await change("undoErrorGroupMove", { moveId: move.id }, "move { undoneAt }");
    const apart = await groupsWith("directory");
    expect(apart.map(({ count }) => count).sort()).toEqual([1, 3]);
    await sender.send([tried("bob"), tried("eve")]);
    await eventually(async () => {
      const counts = (await groupsWith("directory")).map(({ count }) => count).sort();
      return JSON.stringify(counts) === "[2,4]";
    });
  });

  test("by hand: two groups are one with all that they counted, and apart again", async () => {
    await sender.send([{ body: "Disk is full", tenant: "acme" }]);
    await sender.send([{ body: "No space left on device", tenant: "globex" }]);
    const [full, space] = [await groupOf("Disk is full", 1), await groupOf("No space left", 1)];
    await change("mergeErrorGroups", { intoId: full.id, fromId: space.id }, "errorGroup { id }");
    const merged = await groupOf("Disk is full", 2);
    expect(merged.tenants.map(({ value }: { value: string }) => value).sort()).toEqual(["acme", "globex"]);
    expect(await groupsWith("No space left")).toHaveLength(0);
    await sender.send([{ body: "No space left on device" }]);
    await groupOf("Disk is full", 3);
    const gone = await change("resolveErrorGroup", { errorGroupId: space.id }, "errorGroup { id }");
    expect(gone.message).toBe("“No space left on device” was merged into “Disk is full”.");

    await change("undoErrorGroupMove", { moveId: merged.moves.nodes[0].id }, "move { id }");
    expect((await groupOf("Disk is full", 1)).tenants).toHaveLength(1);
    const apart = await groupOf("No space left", 2);

    await change("mergeErrorGroups", { intoId: full.id, fromId: space.id }, "errorGroup { id }");
    const again = await groupOf("Disk is full", 3);
    const pattern = again.patterns.nodes.find(({ template }: { template: string }) => template.startsWith("No space"));
    const split = await change(
      "splitErrorGroup",
      { errorGroupId: full.id, patternIds: [pattern.id] },
      "errorGroup { id count }",
    );
    expect(split.errorGroup).toMatchObject({ count: 2 });
    expect(split.errorGroup.id).not.toBe(apart.id);
    const whole = await change(
      "splitErrorGroup",
      { errorGroupId: split.errorGroup.id, patternIds: [pattern.id] },
      "errorGroup { id }",
    );
    expect(whole.code).toBe("PRECONDITION_FAILED");
  });
});

describe("life cycle", () => {
  test("resolved, it comes back with the release that brought it; what ran before the fix does not reopen it", async () => {
    const broken = { body: "Cannot render the invoice" };
    await sender.send([broken]);
    const group = await groupOf("invoice", 1);
    await change("resolveErrorGroup", { errorGroupId: group.id, inRelease: "1.0.1" }, "errorGroup { id }");
    await sender.send([broken]);
    expect(await groupOf("invoice", 2)).toMatchObject({ state: "RESOLVED", regressions: 0, resolvedIn: "1.0.1" });
    await sender.send([broken], { release: "1.0.1" });
    const back = await groupOf("invoice", 3);
    expect(back).toMatchObject({ state: "OPEN", regressions: 1 });
    const [event] = happened(back, "error_group.regressed");
    expect(event.data).toMatchObject({ release: "1.0.1", resolvedIn: "1.0.1", regressions: 1, service: "shop" });
  });

  test("muted, it is quiet until it has come so often", async () => {
    const noisy = { body: "Cache is cold" };
    await sender.send([noisy]);
    const group = await groupOf("Cache is cold", 1);
    await change("muteErrorGroup", { errorGroupId: group.id, forCount: 2 }, "errorGroup { id }");
    await sender.send([noisy]);
    expect(await groupOf("Cache is cold", 2)).toMatchObject({ state: "MUTED", mutedUntilCount: 3 });
    await sender.send([noisy]);
    const loud = await groupOf("Cache is cold", 3);
    expect(loud).toMatchObject({ state: "OPEN", mutedUntilCount: null });
    expect(happened(loud, "error_group.unmuted")[0].data.because).toBe("It has come 3 times by now.");

    const until = new Date(Date.now() + 3_600_000).toISOString();
    await change("muteErrorGroup", { errorGroupId: group.id, until }, "errorGroup { id }");
    const { app } = ground.server;
    await app.database.raw`update error_groups set muted_until = now() where id = ${decodeId("egr", group.id)}`;
    await tickErrorGroups.run(systemContext(app, "test"), {});
    await eventually(async () => (await groupsWith("Cache is cold", { state: { in: ["OPEN"] } })).length === 1);
  });

  test("a rule over new groups opens an alert", async () => {
    const definition = { condition: { kind: "event", types: ["error_group.created"] } };
    await change(
      "createAlertRule",
      { workspaceId: ground.workspace.id, name: "New errors", severity: "ERROR", definition },
      "rule { id }",
    );
    await sender.send([{ body: "Never seen before" }]);
    const alert = await eventually(async () => {
      const { data } = await ground.ask(
        `query ($slug: String!) { workspace(slug: $slug) { alerts { nodes { title samples { title } } } } }`,
        { slug: ground.workspace.slug },
      );
      return data.workspace.alerts.nodes[0];
    });
    expect(alert).toMatchObject({
      title: "New errors",
      samples: [{ title: "error_group.created: Never seen before" }],
    });
  });
});

test("a group's rate opens a rule's alert and rolls a guarded flag back, also when it was merged since", async () => {
  const { workspace, server } = ground;
  await sender.send([{ body: "Stock is gone", ago: 70 }]);
  const group = await groupOf("Stock is gone", 1);
  const condition = {
    kind: "threshold",
    series: "logs.group_count",
    filter: { group: group.id },
    aggregation: "sum",
    windowSeconds: 300,
    comparator: "gt",
    limit: 3,
  };
  const wanted = { workspaceId: workspace.id, name: "Stock", severity: "ERROR", definition: { condition } };
  const { rule } = await change("createAlertRule", wanted, "rule { id }");
  const { flag } = await change("createFlag", { workspaceId: workspace.id, key: "warehouse" }, "flag { id }");
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }",
    { slug: workspace.slug },
  );
  const plan = { environmentId: data.workspace.environments.nodes[0].id, steps: [10, 50], intervalSeconds: 3600 };
  const guards = [{ name: "Stock runs out", condition }];
  const { rollout } = await change("startRollout", { flagId: flag.id, ...plan, guards }, "rollout { id state }");
  expect(rollout.state).toBe("RUNNING");

  await sender.send([{ body: "Warehouse is closed", ago: 70 }]);
  const other = await groupOf("Warehouse is closed", 1);
  await change("mergeErrorGroups", { intoId: other.id, fromId: group.id }, "errorGroup { id }");
  await sender.send(Array.from({ length: 4 }, () => ({ body: "Stock is gone", ago: 70 })));
  await groupOf("Warehouse is closed", 6);
  const evaluate = jobs.find(({ name }) => name === "alerts.evaluate-clock");
  await evaluate?.run(systemContext(server.app, "test"), { workspaceId: decodeId("ws", workspace.id) });
  const [alert] = await server.app.database
    .raw`select state, reason from alerts where rule_id = ${decodeId("alrule", rule.id)}`;
  expect(alert).toEqual({ state: "open", reason: "logs.group_count is 6 entries, above 3." });
  const back = await eventually(async () => {
    const found = await ground.ask("query ($id: ID!) { node(id: $id) { ... on FlagRollout { state reason } } }", {
      id: rollout.id,
    });
    return found.data.node.state === "ROLLED_BACK" ? found.data.node : null;
  });
  expect(back.reason).toContain("logs.group_count is 6 entries, above 3.");
});

describe("write verbs", () => {
  let n = 0;
  /** A group of its own. */
  async function makeGroup(): Promise<Group> {
    n += 1;
    // The first word is never taken for a value.
    const word = `Proof${"abcdefghijklmnop"[n]}`;
    await sender.send([{ body: `${word} broke` }]);
    return await groupOf(word, 1);
  }

  interface Case {
    mutation: string;
    event: string;
    select?: string;
    input(): Promise<Record<string, unknown>>;
  }
  const ofGroup = async (more: Record<string, unknown> = {}) => ({ errorGroupId: (await makeGroup()).id, ...more });
  const merge = async () => {
    const [into, from] = [await makeGroup(), await makeGroup()];
    return { intoId: into.id, fromId: from.id };
  };
  const cases: Case[] = [
    { mutation: "resolveErrorGroup", event: "error_group.resolved", input: () => ofGroup() },
    {
      mutation: "reopenErrorGroup",
      event: "error_group.reopened",
      async input() {
        const input = await ofGroup();
        await change("resolveErrorGroup", input, "errorGroup { id }");
        return input;
      },
    },
    { mutation: "muteErrorGroup", event: "error_group.muted", input: () => ofGroup({ forCount: 5 }) },
    { mutation: "assignErrorGroup", event: "error_group.assigned", input: () => ofGroup({ userId: ownerId }) },
    { mutation: "mergeErrorGroups", event: "error_group.merged", input: merge },
    {
      mutation: "splitErrorGroup",
      event: "error_group.split",
      async input() {
        const { intoId, fromId } = await merge();
        await change("mergeErrorGroups", { intoId, fromId }, "errorGroup { id }");
        const { data } = await ground.ask(
          "query ($id: ID!) { node(id: $id) { ... on ErrorGroup { patterns { nodes { id } } } } }",
          { id: intoId },
        );
        return { errorGroupId: intoId, patternIds: [data.node.patterns.nodes[0].id] };
      },
    },
    {
      mutation: "undoErrorGroupMove",
      event: "error_group.move_undone",
      select: "move { id undoneBy }",
      async input() {
        const { errorGroup } = await change(
          "mergeErrorGroups",
          await merge(),
          "errorGroup { moves(first: 5) { nodes { id } } }",
        );
        return { moveId: errorGroup.moves.nodes[0].id };
      },
    },
  ];

  test.each(cases)("$mutation", async ({ mutation, event, select = "errorGroup { id state }", input }) => {
    await proveWriteVerb(ground, { mutation, select, event, input });
  });
});
