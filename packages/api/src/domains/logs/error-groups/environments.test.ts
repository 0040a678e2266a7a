import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, makeSender, type ProvingGround, startProvingGround } from "../../../testing/index.ts";

// What staging holds must neither read nor change production: a key of one environment sees groups that were met nowhere else.

let ground: ProvingGround;
let keys: Record<"production" | "staging", string>;
let ids: Record<string, string>;

beforeAll(async () => {
  ground = await startProvingGround();
  const [production, staging] = [await makeSender(ground, "production"), await makeSender(ground, "staging")];
  await production.send([{ body: "Vault refused the customer" }, { body: "Shared cache is cold" }]);
  await staging.send([{ body: "Fixture was not loaded" }, { body: "Shared cache is cold" }]);
  ids = await eventually(async () => {
    const groups = await list({ cookie: ground.workspace.owner.cookie });
    return groups.length === 3 && groups.some(({ environments }) => environments.length === 2)
      ? Object.fromEntries(groups.map(({ id, title }) => [title, id]))
      : undefined;
  });
  keys = { production: await makeKey("production"), staging: await makeKey("staging") };
});
afterAll(() => ground?.close());

interface Listed {
  id: string;
  title: string;
  environments: { key: string }[];
}

async function list(as: { cookie?: string; token?: string }, filter: object = {}): Promise<Listed[]> {
  const { data, errors } = await ground.ask(
    `query ($slug: String!, $filter: ErrorGroupFilter) { workspace(slug: $slug) {
      errorGroups(filter: $filter) { totalCount nodes { id title environments { key } } } } }`,
    { slug: ground.workspace.slug, filter },
    as,
  );
  expect(errors).toBeUndefined();
  expect(data.workspace.errorGroups.totalCount).toBe(data.workspace.errorGroups.nodes.length);
  return data.workspace.errorGroups.nodes;
}

async function environmentIdOf(key: string): Promise<string> {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 10) { nodes { id key } } } }`,
    { slug: ground.workspace.slug },
  );
  return data.workspace.environments.nodes.find((each: { key: string }) => each.key === key).id;
}

async function makeKey(environment: string): Promise<string> {
  const scopes = [
    "workspace:read",
    "logs:read",
    "error_groups:write",
    "events:read",
    "incidents:read",
    "incidents:write",
  ];
  const input = { workspaceId: ground.workspace.id, environmentId: await environmentIdOf(environment) };
  const { data } = await ground.ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }`,
    { input: { ...input, name: environment, kind: "SECRET", scopes } },
  );
  return data.createApiKey.key;
}

const titles = (groups: Listed[]) => groups.map(({ title }) => title).sort();

test("lists hold what was met in the key's own environment and nowhere else; members see all, and can choose", async () => {
  expect(titles(await list({ token: keys.production }))).toEqual(["Vault refused the customer"]);
  expect(titles(await list({ token: keys.staging }))).toEqual(["Fixture was not loaded"]);
  const staging = { environmentId: { eq: await environmentIdOf("staging") } };
  const cookie = ground.workspace.owner.cookie;
  expect(titles(await list({ cookie }, staging))).toEqual(["Fixture was not loaded", "Shared cache is cold"]);
});

test("neither ids nor verbs nor events reach further", async () => {
  const as = { token: keys.staging };
  const id = ids["Vault refused the customer"];
  const { data } = await ground.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id }, as);
  expect(data.node).toBeNull();
  const resolved = await ground.ask(
    `mutation ($id: ID!) { resolveErrorGroup(input: { errorGroupId: $id }) { ... on Refusal { code } } }`,
    { id },
    as,
  );
  expect(resolved.data.resolveErrorGroup).toEqual({ code: "NOT_FOUND" });
  const merged = await ground.ask(
    `mutation ($into: ID!, $from: ID!) { mergeErrorGroups(input: { intoId: $into, fromId: $from }) { ... on Refusal { code } } }`,
    { into: ids["Fixture was not loaded"], from: id },
    as,
  );
  expect(merged.data.mergeErrorGroups).toEqual({ code: "NOT_FOUND" });
  const events = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { events(first: 50) { nodes { type data } } } }`,
    { slug: ground.workspace.slug },
    as,
  );
  expect(JSON.stringify(events.data)).toContain("Fixture was not loaded");
  expect(JSON.stringify(events.data)).not.toContain("Vault refused");
});

test("nor does an incident that both belong to", async () => {
  const input = { workspaceId: ground.workspace.id, title: "All is down", severity: "SEV1" };
  const opened = await ground.ask(
    `mutation ($input: OpenIncidentInput!) { openIncident(input: $input) { ... on OpenIncidentSuccess { incident { id } } } }`,
    { input: { ...input, errorGroupIds: Object.values(ids) } },
  );
  const { id } = opened.data.openIncident.incident;
  const as = { token: keys.staging };
  const seen = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on Incident {
      errorGroupLinks { totalCount nodes { errorGroup { title } } } timeline { nodes { type data } } } } }`,
    { id },
    as,
  );
  expect(seen.errors).toBeUndefined();
  expect(seen.data.node.errorGroupLinks.totalCount).toBe(3);
  expect(JSON.stringify(seen.data)).toContain("Fixture was not loaded");
  expect(JSON.stringify(seen.data)).not.toContain("Vault refused");
  const unlinked = await ground.ask(
    `mutation ($input: UnlinkErrorGroupInput!) { unlinkErrorGroup(input: $input) { ... on Refusal { code } } }`,
    { input: { incidentId: id, errorGroupId: ids["Vault refused the customer"] } },
    as,
  );
  expect(unlinked.data.unlinkErrorGroup).toEqual({ code: "NOT_FOUND" });
});
