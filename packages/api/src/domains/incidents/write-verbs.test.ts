import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSender, type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";
import { change, groupOf, open } from "./testing/incident-ground.ts";

let ground: ProvingGround;
let groups: { id: string; title: string }[];

beforeAll(async () => {
  ground = await startProvingGround();
  const sender = await makeSender(ground);
  await sender.send([{ body: "Tax quote timed out" }, { body: "Card reader went away" }]);
  groups = [await groupOf(ground, "Tax quote"), await groupOf(ground, "Card reader")];
});
afterAll(() => ground?.close());

test("openIncident", async () => {
  const { incident } = await proveWriteVerb(ground, {
    mutation: "openIncident",
    select: "incident { number name title severity state summary openedBy }",
    input: ({ workspace }) => ({
      workspaceId: workspace.id,
      title: "  Checkout is down ",
      severity: "SEV1",
      summary: "Since the deploy.",
      errorGroupIds: [groups[0]?.id],
    }),
    event: "incident.opened",
  });
  expect(incident).toMatchObject({
    name: `INC-${incident.number}`,
    title: "Checkout is down",
    severity: "SEV1",
    state: "OPEN",
    summary: "Since the deploy.",
  });
});

test("updateIncident", async () => {
  const { id } = await open(ground);
  const { incident } = await proveWriteVerb(ground, {
    mutation: "updateIncident",
    select: "incident { title severity summary }",
    input: () => ({ incidentId: id, severity: "SEV3", summary: "Half of the carts." }),
    event: "incident.updated",
  });
  expect(incident).toEqual({ title: "Checkout is slow", severity: "SEV3", summary: "Half of the carts." });
});

test("changeIncidentState", async () => {
  const { id } = await open(ground);
  const { incident } = await proveWriteVerb(ground, {
    mutation: "changeIncidentState",
    select: "incident { state investigatingBy resolvedAt }",
    input: () => ({ incidentId: id, to: "INVESTIGATING", comment: "I am on it." }),
    event: "incident.investigated",
  });
  expect(incident).toEqual({ state: "INVESTIGATING", investigatingBy: expect.any(String), resolvedAt: null });
});

test("addIncidentNote", async () => {
  const { id } = await open(ground);
  await proveWriteVerb(ground, {
    mutation: "addIncidentNote",
    select: "incident { id }",
    input: () => ({ incidentId: id, note: "The pool is full." }),
    event: "incident.noted",
  });
});

test("linkErrorGroup", async () => {
  const { id } = await open(ground);
  const { incident } = await proveWriteVerb(ground, {
    mutation: "linkErrorGroup",
    select: "incident { errorGroupLinks { nodes { because errorGroup { title } } } }",
    input: () => ({ incidentId: id, errorGroupId: groups[0]?.id, because: "Began with it." }),
    event: "incident.error_group_linked",
  });
  expect(incident.errorGroupLinks.nodes).toEqual([
    { because: "Began with it.", errorGroup: { title: "Tax quote timed out" } },
  ]);
});

test("unlinkErrorGroup", async () => {
  const { id } = await open(ground, { errorGroupIds: groups.map((group) => group.id) });
  const { incident } = await proveWriteVerb(ground, {
    mutation: "unlinkErrorGroup",
    select: "incident { errorGroupLinks { nodes { errorGroup { title } } } }",
    input: () => ({ incidentId: id, errorGroupId: groups[0]?.id }),
    event: "incident.error_group_unlinked",
  });
  expect(incident.errorGroupLinks.nodes).toEqual([{ errorGroup: { title: "Card reader went away" } }]);
});

test("an error group of another workspace is not there", async () => {
  const theirs = { ...ground, workspace: ground.stranger } as ProvingGround;
  const { data } = await ground.ask(
    `mutation ($input: OpenIncidentInput!) { openIncident(input: $input) {
      ... on OpenIncidentSuccess { incident { id } } ... on Refusal { code } } }`,
    {
      input: {
        workspaceId: theirs.workspace.id,
        title: "Theirs",
        severity: "SEV4",
        errorGroupIds: [groups[0]?.id],
      },
    },
    { cookie: ground.stranger.owner.cookie },
  );
  expect(data.openIncident).toEqual({ code: "NOT_FOUND" });
});

test("an API key needs to read logs for what shows them", async () => {
  const { data } = await ground.ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }`,
    {
      input: {
        workspaceId: ground.workspace.id,
        environmentId: null,
        name: "incidents only",
        kind: "SECRET",
        scopes: ["incidents:read", "incidents:write"],
      },
    },
  );
  const as = { token: data.createApiKey.key };
  const { id } = await open(ground, { errorGroupIds: [groups[0]?.id] });
  await change(ground, "changeIncidentState", { incidentId: id, to: "MITIGATED" }, "id");
  const seen = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on Incident {
      errorGroupLinks { nodes { errorGroup { title } } } timeline { nodes { type } } mitigation { state reason } } } }`,
    { id },
    as,
  );
  expect(seen.data.node.errorGroupLinks.nodes).toEqual([{ errorGroup: null }]);
  expect(seen.data.node.timeline.nodes.map(({ type }: { type: string }) => type)).not.toContain("error_group.created");
  expect(seen.data.node.mitigation.reason).toMatch(/^No error came since/);
  const refused = await ground.ask(
    `mutation ($input: LinkErrorGroupInput!) { linkErrorGroup(input: $input) { ... on Refusal { code message } } }`,
    { input: { incidentId: id, errorGroupId: groups[1]?.id } },
    as,
  );
  expect(refused.data.linkErrorGroup.code).toBe("FORBIDDEN");
});

test("what cannot be taken is named", async () => {
  const blank = await open(ground, { title: "   " });
  expect(blank).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("title") });
  const { id } = await open(ground);
  for (const title of ["two\nlines", "\u200b", "abc\u202egnp.exe", "bell\u0007"])
    expect(await open(ground, { title }), JSON.stringify(title)).toMatchObject({ code: "INVALID_INPUT" });
  const long = await change(ground, "addIncidentNote", { incidentId: id, note: "x".repeat(2_001) }, "id");
  expect(long).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("note") });
});
