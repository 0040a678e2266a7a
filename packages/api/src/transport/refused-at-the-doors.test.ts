import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWebhookDoor, type WebhookDoor } from "../domains/integrations/testing/open-webhook-door.ts";
import { decodeGlobalId, encodeId } from "../graphql/ids.ts";
import type { TestServer, TestWorkspace } from "../testing/index.ts";
import { eventually, graphqlOver, makeWorkspace, startTestServer } from "../testing/index.ts";
import { sendRaw } from "../testing/send-raw.ts";

let server: TestServer;
let owner: Sql;
let workspace: TestWorkspace;
let door: WebhookDoor;

beforeAll(async () => {
  server = await startTestServer();
  owner = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  workspace = await makeWorkspace(server);
  door = await openWebhookDoor(server, decodeGlobalId(workspace.id).id);
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});

const json = { "content-type": "application/json" };
const createWorkspace = `mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) {
  __typename ... on Refusal { code message nextStep }
} }`;

const isReady = async () => (await fetch(`${server.url}/readyz`)).status === 200;

it("refuses an API key from the moment of its end", async () => {
  const [environment] = await server.app.database.raw`
    select id from environments where workspace_id = ${decodeGlobalId(workspace.id).id} limit 1`;
  const { data } = await graphqlOver(
    server.url,
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }`,
    {
      input: {
        workspaceId: workspace.id,
        environmentId: encodeId("env", environment?.id),
        name: "Short",
        kind: "SECRET",
        scopes: ["workspace:read"],
        expiresAt: new Date(Date.now() + 3000).toISOString(),
      },
    },
    { cookie: workspace.owner.cookie },
  );
  const token = data.createApiKey.key;
  expect((await graphqlOver(server.url, "{ __typename }", {}, { token })).status).toBe(200);
  const refused = await eventually(async () => {
    const answer = await graphqlOver(server.url, "{ __typename }", {}, { token });
    return answer.status === 401 ? answer : null;
  });
  expect(refused.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

it("gives a slug to one of two people who take it at once", async () => {
  const slug = `race-${Date.now()}`;
  const others = [await makeWorkspace(server), await makeWorkspace(server)];
  const answers = await Promise.all(
    [workspace, ...others].map(({ owner: { cookie } }) =>
      graphqlOver(server.url, createWorkspace, { input: { name: "Race", slug } }, { cookie }),
    ),
  );
  const results = answers.map(({ data }) => data.createWorkspace);
  expect(results.map(({ __typename }) => __typename).sort()).toEqual([
    "Conflict",
    "Conflict",
    "CreateWorkspaceSuccess",
  ]);
  const refused = results.find(({ code }) => code === "CONFLICT");
  expect(`${refused.message} ${refused.nextStep}`).toContain(slug);
  const [row] = await owner`select count(*)::int as n from workspaces where slug = ${slug}`;
  expect(row?.n).toBe(1);
});

describe("the webhook door", () => {
  const accepted = async () => {
    const [row] = await owner`
      select count(*) filter (where verdict = 'accepted')::int as accepted, count(*) filter (where verdict = 'refused')::int as refused,
        (select count(*)::int from signals where integration_id = ${door.integrationId}) as signals
      from deliveries where integration_id = ${door.integrationId}`;
    return row;
  };

  const codeOf = (text: string) => JSON.parse(text).error.code;

  it("refuses a wrong signature, a missing one, an old one and what is no JSON, and says so; no signal comes of any", async () => {
    const wrong = `whsec_${Buffer.from("another secret of some length").toString("base64")}`;
    const answers = [
      await door.send('{"type":"a.b"}', { secret: wrong }),
      await fetch(door.url, { method: "POST", body: '{"type":"a.b"}', headers: json }),
      await door.send('{"type":"a.b"}', { at: new Date(Date.now() - 3_600_000) }),
      await door.send("{nonsense"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 400]);
    for (const answer of answers) {
      const { error } = (await answer.json()) as { error: { code: string; message: string; nextStep: string } };
      expect(error.code).toMatch(/^[A-Z_]+$/);
      expect([error.message.length > 10, error.nextStep.length > 10]).toEqual([true, true]);
    }
    await eventually(async () => (await accepted())?.refused === 4);
    expect(await accepted()).toMatchObject({ accepted: 0, signals: 0 });
    expect(await isReady()).toBe(true);
  });

  it("refuses 10 MB, and doors that do not exist", async () => {
    const path = new URL(door.url).pathname;
    const tooLarge = await sendRaw(server.url, { path, headers: json, body: Buffer.alloc(10_000_000, 0x61) });
    expect([tooLarge.status, codeOf(tooLarge.text)]).toEqual([413, "TOO_LARGE"]);
    for (const nowhere of ["/hooks/nope", "/hooks/generic-webhook/int_x", "/hooks/generic-webhook"]) {
      const answer = await sendRaw(server.url, { path: nowhere, headers: json, body: "{}" });
      expect([nowhere, answer.status, codeOf(answer.text)]).toEqual([nowhere, 404, "NOT_FOUND"]);
    }
  });
});

it("takes nobody in under a name, or with a password, that cannot be kept as it was written", async () => {
  const person = { email: "half@meridian.example", password: "correct horse battery", name: "Ines" };
  for (const field of ["name", "password"] as const) {
    for (const bad of ["\\u0000", "\\ud800"]) {
      const body = JSON.stringify({ ...person, [field]: `${person[field]}#` }).replace("#", bad);
      const headers = { ...json, origin: server.url };
      const answer = await fetch(`${server.url}/auth/sign-up/email`, { method: "POST", headers, body });
      const { code, message } = (await answer.json()) as { code: string; message: string };
      expect([answer.status, code]).toEqual([400, "INVALID_INPUT"]);
      expect(message).toContain(`The field ${field} must not contain the NUL character`);
    }
  }
  const [row] = await owner`select count(*)::int as n from users where email = ${person.email}`;
  expect(row?.n).toBe(0);
});
