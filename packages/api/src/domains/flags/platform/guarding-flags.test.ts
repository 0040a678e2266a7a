import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type FlagGround,
  graphqlOver,
  joinWorkspace,
  makeFlagGround,
  startTestServer,
  type TestServer,
} from "../../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;
let operator: { cookie: string };
let admin: { cookie: string };
let ids: Map<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlagGround(server);
  const { workspace } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) {
      flags(first: 100, filter: { category: { in: ["platform"] } }) { nodes { id key } } } }`,
    { slug: ground.workspace.slug },
  );
  ids = new Map(workspace.flags.nodes.map(({ id, key }: { id: string; key: string }) => [key, id]));
  operator = await joinWorkspace(server, ground.workspace, "OPERATOR");
  admin = await joinWorkspace(server, ground.workspace, "ADMIN", "Adam Falk");
});
afterAll(() => server?.close());

/** What became of a mutation: the name of its success, or code and words of what was refused. */
async function outcome(field: string, input: Record<string, unknown>, who: { cookie?: string; token?: string }) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
  const { data, errors } = await graphqlOver(
    server.url,
    `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename ... on Refusal { code message nextStep } } }`,
    { input },
    who,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  const { __typename, code, message, nextStep } = data[field];
  return code ? `${code} ${message} ${nextStep}` : __typename;
}

const idOf = (key: string) => ids.get(`plumbline.${key}`) ?? "";
const refused = /^FORBIDDEN Your role, operator, .*own flags by which others see what was done.* Ask an owner or admin/;

test("an operator switches off what an incident needs, and nothing by which others see what was done", async () => {
  const { environmentId, workspace } = ground;
  const reason = "quiet";
  const segment = { workspaceId: workspace.id, key: "watched", name: "Watched", conditions: conditions("zoe") };
  const { segment: made } = await ground.mutate("createFlagSegment", segment, "segment { id }");
  const rules = [{ id: "watched", name: "watched", conditions: [{ segment: "watched" }], serve: "on" }];
  await ground.configure(idOf("audit-export"), { rules });
  for (const key of ["audit-export", "notice-mails"]) {
    const at = { flagId: idOf(key), environmentId };
    const override = { kind: "USER", subject: "usr_1", variant: "off", reason };
    for (const [field, input] of [
      ["killFlag", { ...at, reason }],
      ["updateFlagConfiguration", { ...at, enabled: false }],
      ["setFlagOverride", { ...at, ...override }],
      ["startRollout", { ...at, steps: [1], intervalSeconds: 60, startAt: new Date(Date.now() + 3_600_000) }],
      ["requestFlagChange", { workspaceId: workspace.id, configuration: { ...at, enabled: false }, reason }],
      [
        "scheduleFlagChange",
        {
          workspaceId: workspace.id,
          configuration: { ...at, enabled: false },
          reason,
          applyAt: new Date(Date.now() + 3_600_000),
        },
      ],
    ] as const)
      expect([key, field, await outcome(field, input, operator)]).toEqual([key, field, expect.stringMatching(refused)]);
    const asKey = await outcome("killFlag", { ...at, reason }, { token: ground.secretKey });
    expect(asKey).toMatch(/^FORBIDDEN This API key .* No key may/);
  }
  // Not around the corner either: a segment that one of them asks.
  const turned = { segmentId: made.id, conditions: conditions("nobody") };
  expect(await outcome("updateFlagSegment", turned, operator)).toMatch(refused);
  const { node } = await ground.ask(
    "query ($id: ID!, $e: ID!) { node(id: $id) { ... on Flag { configuration(environmentId: $e) { killed enabled } } } }",
    { id: idOf("audit-export"), e: environmentId },
  );
  expect(node.configuration).toEqual({ killed: false, enabled: true });
  const kill = { flagId: idOf("drift-model"), environmentId, reason };
  expect(await outcome("killFlag", kill, operator)).toBe("KillFlagSuccess");
});

test("an admin may, and it is recorded by whom", async () => {
  const { environmentId, workspace } = ground;
  const input = { flagId: idOf("audit-export"), environmentId, reason: "The export is being looked at." };
  expect(await outcome("killFlag", input, admin)).toBe("KillFlagSuccess");
  const { workspace: found } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) {
      events(first: 5, filter: { type: { in: ["flag.killed"] } }) { nodes { actor { name } } } } }`,
    { slug: workspace.slug },
  );
  expect(found.events.nodes.map(({ actor }: { actor: { name: string } }) => actor.name)).toContain("Adam Falk");
  expect(await outcome("reviveFlag", input, operator)).toMatch(refused);
  expect(await outcome("reviveFlag", input, admin)).toBe("ReviveFlagSuccess");
});

function conditions(who: string) {
  return [{ attribute: "targetingKey", operator: "equals", values: [who] }];
}
