import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";

let ground: ProvingGround;

beforeAll(async () => {
  ground = await startProvingGround();
});

afterAll(async () => {
  await ground?.close();
});

async function preview(type: string, content: string) {
  const { data, errors } = await ground.ask(
    `query ($slug: String!, $type: ImportType!, $content: String!) { workspace(slug: $slug) {
      importPreview(type: $type, content: $content) { planHash entries { line key action before after } issues { line message } } } }`,
    { slug: ground.workspace.slug, type, content },
  );
  expect(errors).toBeUndefined();
  return data.workspace.importPreview;
}

async function importServices(content: string, planHash?: string) {
  const { data } = await ground.ask(
    `mutation ($input: ImportServicesInput!) { importServices(input: $input) { __typename
      ... on ImportServicesSuccess { imported { created updated unchanged } }
      ... on InvalidInput { issues { path message } } } }`,
    { input: { workspaceId: ground.workspace.id, content, planHash } },
  );
  return data.importServices;
}

test("importing keeps the four promises", async () => {
  const made = await proveWriteVerb(ground, {
    mutation: "importTenants",
    select: "imported { created updated unchanged }",
    event: "workspace.imported",
    input: ({ workspace }) => ({
      workspaceId: workspace.id,
      content: "key,name,plan\nacme,Acme Trading,enterprise\nglobex,Globex Retail,team",
    }),
  });
  expect(made.imported).toEqual({ created: 2, updated: 0, unchanged: 0 });
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { tenants { nodes { key metadata } } } }`,
    { slug: ground.workspace.slug },
  );
  expect(data.workspace.tenants.nodes).toContainEqual({ key: "acme", metadata: { plan: "enterprise" } });
});

test("CSV, YAML and JSON of the same things are the same: what is there is left alone, what differs is shown first", async () => {
  const csv = "key,name,tier,depends_on\ncheckout-api,Checkout API,1,tax-quotes\ntax-quotes,Tax quotes,2,\n";
  expect((await importServices(csv)).imported).toEqual({ created: 2, updated: 0, unchanged: 0 });
  const yaml = `services:
  - key: checkout-api
    name: Checkout API
    tier: 1
    dependsOn: [tax-quotes]
  - key: tax-quotes
    name: Tax quotes
    tier: 1
`;
  const shown = await preview("SERVICES", yaml);
  expect(shown.issues).toEqual([]);
  expect(shown.entries).toEqual([
    { line: 2, key: "checkout-api", action: "UNCHANGED", before: {}, after: {} },
    { line: 6, key: "tax-quotes", action: "UPDATE", before: { tier: 2 }, after: { tier: 1 } },
  ]);
  expect((await importServices(yaml, shown.planHash)).imported).toEqual({ created: 0, updated: 1, unchanged: 1 });
  const json = JSON.stringify([{ key: "tax-quotes", name: "Tax quotes", tier: 1 }], null, 2);
  expect((await importServices(json)).imported).toEqual({ created: 0, updated: 0, unchanged: 1 });
});

test("a preview that is out of date is refused", async () => {
  const file = "key,name\nsearch,Search";
  const { planHash } = await preview("SERVICES", file);
  await importServices("key,name\nsearch,Find");
  expect((await importServices(file, planHash)).__typename).toBe("Conflict");
});

test("every issue is told with its line, and nothing of the file is taken", async () => {
  const file = `key,name,tier,dependsOn
good-one,Good one,2,
Bad Key,Bad,2,
no-name,,2,
good-one,Again,2,
wrong-tier,Wrong,9,
lonely,Lonely,2,nobody-here
ring-a,Ring A,2,ring-b
ring-b,Ring B,2,ring-a`;
  const refused = await importServices(file);
  const said = refused.issues.map(({ path, message }: { path: string[]; message: string }) => `${path[1]} ${message}`);
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "line 3 key: A key holds lower-case letters, digits, dot, hyphen and underscore, and begins with a letter or digit.
    line 4 name is missing.
    line 5 good-one is in line 2 already.
    line 6 tier: must be from 1 to 4.
    line 7 dependsOn: there is no service nobody-here, here or in the workspace.
    line 9 dependsOn: would close a circle: ring-b → ring-a → ring-b."
  `);
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { services(filter: { keys: ["good-one"] }) { totalCount } } }`,
    { slug: ground.workspace.slug },
  );
  expect(data.workspace.services.totalCount).toBe(0);
});

test.each([
  ["an empty file", "", /empty/],
  ["a file that is no list", '{"tenants": 3}', /no list of services/],
  ["broken YAML", "- key: [", /well-formed/],
  ["broken CSV", 'key,name\n"a,b', /well-formed/],
  ["a NUL", "key,name\na\u0000,b", /NUL/],
  ["an unknown field", "- { key: a, name: A, colour: red }", /no field “colour”/],
])("%s is refused in clear words", async (_, content, words) => {
  const refused = await importServices(content);
  expect(refused.__typename).toBe("InvalidInput");
  expect(refused.issues[0].message).toMatch(words);
});

test("a file with aliases that grow without end is refused, and too large a file", async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nservices:\n  - { key: k, name: *c }`;
  expect((await importServices(bomb)).__typename).toBe("InvalidInput");
  const many = `key,name\n${Array.from({ length: 2001 }, (_, n) => `s${n},S`).join("\n")}`;
  expect((await importServices(many)).__typename).toBe("TooLarge");
});
