import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";

let ground: ProvingGround;

beforeAll(async () => {
  ground = await startProvingGround();
});

afterAll(async () => {
  await ground?.close();
});

let count = 0;
const nextKey = () => {
  count += 1;
  return `thing-${count}`;
};

/** A tenant, environment or service of the workspace, to work on. @returns its id */
async function make(noun: "Tenant" | "Environment" | "Service", key = nextKey()): Promise<string> {
  const kind = noun === "Environment" ? { kind: "OTHER" } : {};
  const { data } = await ground.ask(
    `mutation ($input: Create${noun}Input!) { create${noun}(input: $input) {
      ... on Create${noun}Success { made: ${noun.toLowerCase()} { id } } ... on Refusal { message } } }`,
    { input: { workspaceId: ground.workspace.id, key, name: `A ${key}`, ...kind } },
  );
  return data[`create${noun}`].made.id;
}

describe.each(["Tenant", "Environment", "Service"] as const)("%s", (noun) => {
  const lower = noun.toLowerCase();
  const select = `${lower} { id key name archivedAt }`;
  const kind = noun === "Environment" ? { kind: "STAGING" } : {};
  const id = async () => ({ [`${lower}Id`]: await make(noun) });

  test("create keeps the four promises", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: `create${noun}`,
      select,
      event: `${lower}.created`,
      input: ({ workspace }) => ({ workspaceId: workspace.id, key: nextKey(), name: "Acme Trading", ...kind }),
    });
    expect(made[lower]).toMatchObject({ name: "Acme Trading", archivedAt: null });
  });

  test("update keeps the four promises", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: `update${noun}`,
      select,
      event: `${lower}.updated`,
      input: async () => ({ ...(await id()), name: "Renamed" }),
    });
    expect(made[lower].name).toBe("Renamed");
  });

  test("archive and restore keep the four promises", async () => {
    const which = await id();
    const archive = { mutation: `archive${noun}`, select, event: `${lower}.archived`, input: () => which };
    expect((await proveWriteVerb(ground, archive))[lower].archivedAt).not.toBeNull();
    const restore = { mutation: `restore${noun}`, select, event: `${lower}.restored`, input: () => which };
    expect((await proveWriteVerb(ground, restore))[lower].archivedAt).toBeNull();
  });

  test("two people who take one key at once get one thing and one conflict", async () => {
    const input = { workspaceId: ground.workspace.id, key: nextKey(), name: "Twice", ...kind };
    const send = () =>
      ground.ask(`mutation ($input: Create${noun}Input!) { create${noun}(input: $input) { __typename } }`, { input });
    const answers = await Promise.all([send(), send(), send()]);
    const names = answers.map(({ data }) => data[`create${noun}`].__typename).sort();
    expect(names).toEqual(["Conflict", "Conflict", `Create${noun}Success`]);
  });

  test("bad input is answered with every issue and its place", async () => {
    const { data } = await ground.ask(
      `mutation ($input: Create${noun}Input!) { create${noun}(input: $input) { ... on InvalidInput { issues { path message } } } }`,
      { input: { workspaceId: ground.workspace.id, key: "🦊 key", name: "", ...kind } },
    );
    expect(data[`create${noun}`].issues.map((issue: { path: string[] }) => issue.path[0])).toEqual(["key", "name"]);
  });
});

describe("dependencies", () => {
  test("link and unlink keep the four promises", async () => {
    const link = { serviceId: await make("Service"), dependsOnId: await make("Service") };
    const select = "service { dependsOn { id } }";
    const event = "service.dependency_added";
    const made = await proveWriteVerb(ground, { mutation: "linkServices", select, event, input: () => link });
    expect(made.service.dependsOn).toEqual([{ id: link.dependsOnId }]);
    const gone = "service.dependency_removed";
    const after = await proveWriteVerb(ground, { mutation: "unlinkServices", select, event: gone, input: () => link });
    expect(after.service.dependsOn).toEqual([]);
  });

  test("what several need is told for each of them, by key", async () => {
    const keys = ["need-api", "need-cache", "need-store", "need-web"];
    const [api, cache, store, web] = await Promise.all(keys.map((key) => make("Service", key)));
    for (const [serviceId, dependsOnId] of [
      [web, store],
      [web, cache],
      [api, store],
    ]) {
      await ground.ask(`mutation ($input: LinkServicesInput!) { linkServices(input: $input) { __typename } }`, {
        input: { serviceId, dependsOnId },
      });
    }
    const { data } = await ground.ask(
      `query ($slug: String!, $keys: [String!]) { workspace(slug: $slug) { services(filter: { keys: $keys }) { nodes {
        key dependsOn { key } dependents { key } } } } }`,
      { slug: ground.workspace.slug, keys },
    );
    expect(data.workspace.services.nodes).toEqual([
      { key: "need-api", dependsOn: [{ key: "need-store" }], dependents: [] },
      { key: "need-cache", dependsOn: [], dependents: [{ key: "need-web" }] },
      { key: "need-store", dependsOn: [], dependents: [{ key: "need-api" }, { key: "need-web" }] },
      { key: "need-web", dependsOn: [{ key: "need-cache" }, { key: "need-store" }], dependents: [] },
    ]);
  });

  test("a circle is refused and named", async () => {
    const [checkout, payments, ledger] = await Promise.all(
      ["checkout", "payments", "ledger"].map((k) => make("Service", k)),
    );
    const link = async (serviceId: string | undefined, dependsOnId: string | undefined) =>
      (
        await ground.ask(
          `mutation ($input: LinkServicesInput!) { linkServices(input: $input) { __typename ... on InvalidInput { issues { message } } } }`,
          { input: { serviceId, dependsOnId } },
        )
      ).data.linkServices;
    await link(checkout, payments);
    await link(payments, ledger);
    const refused = await link(ledger, checkout);
    expect(refused.issues[0].message).toContain("ledger → checkout → payments → ledger");
  });

  test("two links that would close a circle together do not both succeed", async () => {
    const [a, b] = [await make("Service"), await make("Service")];
    const link = (serviceId: string, dependsOnId: string) =>
      ground.ask(`mutation ($input: LinkServicesInput!) { linkServices(input: $input) { __typename } }`, {
        input: { serviceId, dependsOnId },
      });
    const answers = await Promise.all([link(a, b), link(b, a)]);
    const names = answers.map(({ data }) => data.linkServices.__typename).sort();
    expect(names).toEqual(["InvalidInput", "LinkServicesSuccess"]);
  });
});

test("an environment with keys that work is not archived", async () => {
  const environmentId = await make("Environment");
  await ground.ask(`mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename } }`, {
    input: { workspaceId: ground.workspace.id, environmentId, name: "CI", kind: "SECRET", scopes: ["tenants:read"] },
  });
  const { data } = await ground.ask(
    `mutation ($input: ArchiveEnvironmentInput!) { archiveEnvironment(input: $input) { ... on PreconditionFailed { message } } }`,
    { input: { environmentId } },
  );
  expect(data.archiveEnvironment.message).toContain("1 API key");
});
