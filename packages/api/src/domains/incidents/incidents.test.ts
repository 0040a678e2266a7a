import { createClient } from "graphql-ws";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { eventually, makeSender, type ProvingGround, type Sender, startProvingGround } from "../../testing/index.ts";
import { changeIncidentState } from "./incident/change-incident-state.ts";
import { change, groupOf, look, open } from "./testing/incident-ground.ts";

let ground: ProvingGround;
let sender: Sender;

beforeAll(async () => {
  ground = await startProvingGround();
  sender = await makeSender(ground);
});
afterAll(() => ground?.close());

/** Waits until an incident's story is this one: the relay gives events their place a little later. */
async function untilTimeline(id: string, expected: string[]): Promise<void> {
  await eventually(async () => {
    const { timeline } = await look(ground, id, "timeline(first: 20) { nodes { type } }");
    expect(timeline.nodes.map(({ type }: { type: string }) => type)).toEqual(expected);
    return true;
  });
}

async function makeGroup(body: string) {
  await sender.send([{ body }]);
  return await groupOf(ground, body);
}

test("numbers have no gaps, however many are opened at once", async () => {
  const opened = await Promise.all(Array.from({ length: 8 }, () => open(ground, {}, "number")));
  const numbers = opened.map(({ number }) => number).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 8 }, (_, n) => (numbers[0] ?? 0) + n));
  const { data } = await ground.ask(
    `query ($slug: String!, $number: Int!) { workspace(slug: $slug) { incident(number: $number) { name } none: incident(number: 999) { name } } }`,
    { slug: ground.workspace.slug, number: numbers[3] },
  );
  expect(data.workspace).toEqual({ incident: { name: `INC-${numbers[3]}` }, none: null });
});

test("lists narrow by state, severity and words", async () => {
  const { id } = await open(ground, { title: "Search 100% stale", severity: "SEV4" });
  await change(ground, "changeIncidentState", { incidentId: id, to: "RESOLVED" }, "id");
  const list = async (filter: object) => {
    const { data, errors } = await ground.ask(
      `query ($slug: String!, $filter: IncidentFilter) { workspace(slug: $slug) { incidents(filter: $filter) { totalCount nodes { title } } } }`,
      { slug: ground.workspace.slug, filter },
    );
    expect(errors).toBeUndefined();
    return data.workspace.incidents;
  };
  const own = { totalCount: 1, nodes: [{ title: "Search 100% stale" }] };
  expect(await list({ state: { in: ["RESOLVED"] }, severity: { in: ["SEV4"] } })).toEqual(own);
  expect(await list({ search: "100% st" })).toEqual(own);
  expect(await list({ state: { in: ["OPEN"] }, search: "stale" })).toEqual({ totalCount: 0, nodes: [] });
});

test("it goes through its life, and says what cannot be", async () => {
  const { id, name } = await open(ground);
  const to = (state: string) => change(ground, "changeIncidentState", { incidentId: id, to: state }, "state");
  expect(await to("MITIGATED")).toEqual({ state: "MITIGATED" });
  expect(await look(ground, id, "moves")).toEqual({ moves: ["INVESTIGATING", "RESOLVED"] });
  expect(await to("OPEN")).toEqual({
    code: "PRECONDITION_FAILED",
    message: `${name} is mitigated and cannot become open from there.`,
    nextStep: "It can become investigating or resolved.",
  });
  await to("INVESTIGATING");
  await to("INVESTIGATING");
  await to("RESOLVED");
  await to("INVESTIGATING");
  const facts = await look(ground, id, "state mitigatedAt resolvedAt");
  expect(facts).toMatchObject({ state: "INVESTIGATING", mitigatedAt: null, resolvedAt: null });
  await untilTimeline(id, [
    "incident.reopened",
    "incident.resolved",
    "incident.recurred",
    "incident.mitigated",
    "incident.opened",
  ]);
});

test("who decides on what has moved on is told; what was said is kept", async () => {
  const { id, name } = await open(ground);
  const to = (input: object) => change(ground, "changeIncidentState", { incidentId: id, ...input }, "state");
  await to({ to: "RESOLVED", from: "OPEN", comment: "Ada mended it." });
  expect(await to({ to: "INVESTIGATING", from: "OPEN" })).toEqual({
    code: "CONFLICT",
    message: `Somebody was faster: ${name} is resolved now.`,
    nextStep: "Look at its timeline, then decide again.",
  });
  await to({ to: "RESOLVED", comment: "So did I." });
  await untilTimeline(id, ["incident.noted", "incident.resolved", "incident.opened"]);
});

test("after a day it stays resolved", async () => {
  const { id, name } = await open(ground);
  await change(ground, "changeIncidentState", { incidentId: id, to: "RESOLVED" }, "id");
  const ctx = systemContext(ground.server.app, "test");
  const late = { ...ctx, app: { ...ctx.app, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } } };
  const reopened = changeIncidentState(late, { incidentId: decodeId("inc", id), to: "investigating" });
  await expect(reopened).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
    message: `${name} was resolved more than 24 hours ago and stays as it is.`,
  });
});

test("an error group and its incidents know each other, and their story is one", async () => {
  const group = await makeGroup("Ledger refused the entry");
  const { id, name } = await open(ground, { errorGroupIds: [group.id] });
  await change(ground, "linkErrorGroup", { incidentId: id, errorGroupId: group.id }, "id");
  const { data } = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on ErrorGroup { incidentLinks { nodes { linkedBy incident { name state } } } } } }`,
    { id: group.id },
  );
  expect(data.node.incidentLinks.nodes).toEqual([{ linkedBy: expect.any(String), incident: { name, state: "OPEN" } }]);
  await untilTimeline(id, ["incident.error_group_linked", "incident.opened", "error_group.created"]);
  const parts = await look(
    ground,
    id,
    `errors: timeline(filter: { subjectType: { in: ["error_group"] } }) { nodes { type } }
     people: timeline(filter: { actorType: { in: ["user"] } }) { nodes { type } }`,
  );
  expect(parts.errors.nodes).toEqual([{ type: "error_group.created" }]);
  expect(parts.people.nodes).toEqual([{ type: "incident.error_group_linked" }, { type: "incident.opened" }]);
});

test("a link follows its error group through merges, and back", async () => {
  const [a, b, c] = [
    await makeGroup("Alpha mailbox overflowed"),
    await makeGroup("Bravo printer jammed"),
    await makeGroup("Charlie lamp burnt"),
  ];
  const { id } = await open(ground, { errorGroupIds: [a.id] });
  const linked = async () => {
    const { errorGroupLinks } = await look(ground, id, "errorGroupLinks { nodes { errorGroup { id } } }");
    return errorGroupLinks.nodes.map(({ errorGroup }: { errorGroup: { id: string } }) => errorGroup.id);
  };
  const merge = async (intoId: string, fromId: string) => {
    const { data } = await ground.ask(
      `mutation ($input: MergeErrorGroupsInput!) { mergeErrorGroups(input: $input) {
        ... on MergeErrorGroupsSuccess { errorGroup { moves { nodes { id } } } } } }`,
      { input: { intoId, fromId } },
    );
    return data.mergeErrorGroups.errorGroup.moves.nodes[0].id;
  };
  await merge(b.id, a.id);
  const second = await merge(c.id, b.id);
  expect(await linked()).toEqual([c.id]);
  const { data } = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on ErrorGroup { incidentLinks { nodes { incident { id } } } } } }`,
    { id: c.id },
  );
  expect(data.node.incidentLinks.nodes).toEqual([{ incident: { id } }]);
  await ground.ask(`mutation ($input: UndoErrorGroupMoveInput!) { undoErrorGroupMove(input: $input) { __typename } }`, {
    input: { moveId: second },
  });
  expect(await linked()).toEqual([b.id]);
  await change(ground, "unlinkErrorGroup", { incidentId: id, errorGroupId: b.id }, "id");
  expect(await linked()).toEqual([]);
});

test("“mitigated” is a claim that the next error breaks", async () => {
  const group = await makeGroup("Voucher service gone");
  const { id, name } = await open(ground, { errorGroupIds: [group.id] });
  expect((await look(ground, id, "mitigation { state }")).mitigation).toBeNull();
  await change(ground, "changeIncidentState", { incidentId: id, to: "MITIGATED" }, "id");
  expect((await look(ground, id, "mitigation { state reason nextStep { href } }")).mitigation).toEqual({
    state: "CLAIMED",
    reason: "No error came since. Logs of shop that arrive five minutes after it was said, or later, prove it.",
    nextStep: { href: `incidents/${name}` },
  });
  await sender.send([{ body: "Voucher service gone" }]);
  await eventually(async () => {
    const { mitigation } = await look(ground, id, "mitigation { state reason }");
    expect(mitigation).toEqual({
      state: "BROKEN",
      reason: expect.stringMatching(/^“Voucher service gone” came again after .+ said so\.$/),
    });
    return true;
  });
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { readiness { claims { title state } } } }`,
    { slug: ground.workspace.slug },
  );
  expect(data.workspace.readiness.claims).toContainEqual({
    title: `${name} is mitigated: its errors have ended`,
    state: "BROKEN",
  });
});

test("what the same error does in staging neither proves nor refutes anything", async () => {
  const [production, staging] = [await makeSender(ground, "production"), await makeSender(ground, "staging")];
  await production.send([{ body: "Invoice printer offline" }]);
  const group = await groupOf(ground, "Invoice printer");
  const { id } = await open(ground, { errorGroupIds: [group.id] });
  await change(ground, "changeIncidentState", { incidentId: id, to: "MITIGATED" }, "id");
  const met = async () => {
    const { data } = await ground.ask(
      `query ($id: ID!) { node(id: $id) { ... on ErrorGroup { environments { key } } } }`,
      { id: group.id },
    );
    return data.node.environments.map(({ key }: { key: string }) => key).sort();
  };
  const state = async () => (await look(ground, id, "mitigation { state }")).mitigation.state;
  await staging.send([{ body: "Invoice printer offline" }]);
  await eventually(async () => (await met()).length === 2);
  expect(await met()).toEqual(["production", "staging"]);
  expect(await state()).toBe("CLAIMED");
  await production.send([{ body: "Invoice printer offline" }]);
  await eventually(async () => (await state()) === "BROKEN");
});

test("a sender's fast clock makes nothing happen later than it came", async () => {
  await sender.send([{ body: "Thermostat unplugged", ago: -1_800 }]);
  const group = await groupOf(ground, "Thermostat");
  const { id } = await open(ground, { errorGroupIds: [group.id] });
  await change(ground, "changeIncidentState", { incidentId: id, to: "MITIGATED" }, "id");
  expect((await look(ground, id, "mitigation { state }")).mitigation.state).toBe("CLAIMED");
});

test("errors are linked while others merge them", async () => {
  const groups = await Promise.all(
    ["Quince", "Medlar", "Damson", "Rowan"].map((name) => makeGroup(`${name} tree was felled`)),
  );
  const mutate = (mutation: string, input: object) =>
    ground.ask(
      `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
        __typename ... on Refusal { code } } }`,
      { input },
    );
  const { id } = await open(ground);
  const ids = groups.map((group) => group.id);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => {
      const [a, b] = [ids[n % 4], ids[(n * 3 + 1) % 4]];
      const workspaceId = ground.workspace.id;
      if (n % 4 === 0) return mutate("mergeErrorGroups", { intoId: a, fromId: b });
      if (n % 4 === 1) return mutate("linkErrorGroup", { incidentId: id, errorGroupId: a });
      if (n % 4 === 2) return mutate("unlinkErrorGroup", { incidentId: id, errorGroupId: b });
      return mutate("openIncident", { workspaceId, title: `Felled ${n}`, severity: "SEV4", errorGroupIds: ids });
    }),
  );
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
});

test("who listens to incidents without reading logs is not told what their errors are called", async () => {
  const group = await makeGroup("Kiln exploded");
  const now = await ground.ask("query ($slug: String!) { workspace(slug: $slug) { cursor } }", {
    slug: ground.workspace.slug,
  });
  const { id, name } = await open(ground, { errorGroupIds: [group.id] });
  await change(ground, "addIncidentNote", { incidentId: id, note: "Seen." }, "id");
  const heard = async (scopes: string[]): Promise<string[]> => {
    const { data } = await ground.ask(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }`,
      { input: { workspaceId: ground.workspace.id, environmentId: null, name: "listens", kind: "SECRET", scopes } },
    );
    const client = createClient({
      url: `${ground.server.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${data.createApiKey.key}` },
      retryAttempts: 0,
    });
    const types: string[] = [];
    const query = `subscription ($workspaceId: ID!, $after: Cursor) { incidentChanged(workspaceId: $workspaceId, after: $after) {
      event { type } incident { name } } }`;
    const variables = { workspaceId: ground.workspace.id, after: now.data.workspace.cursor };
    for await (const answer of client.iterate<{
      incidentChanged: { event: { type: string }; incident: { name: string } };
    }>({ query, variables })) {
      expect(answer.errors).toBeUndefined();
      const told = answer.data?.incidentChanged;
      if (!told || told.incident.name !== name) continue;
      types.push(told.event.type);
      if (told.event.type === "incident.noted") break;
    }
    await client.dispose();
    return types;
  };
  const rest = ["incident.opened", "incident.noted"];
  expect(await heard(["workspace:read", "incidents:read"])).toEqual(rest);
  expect(await heard(["workspace:read", "incidents:read", "logs:read"])).toEqual(
    rest.toSpliced(1, 0, "incident.error_group_linked"),
  );
}, 30_000);
