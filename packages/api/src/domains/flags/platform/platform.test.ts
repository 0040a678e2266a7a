import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allowedOperations } from "../../../graphql/allowed-operations.gen.ts";
import { decodeId } from "../../../graphql/ids.ts";
import { type FeatureKey, featureKeys } from "../../../service/features.ts";
import {
  eventually,
  type FlagGround,
  type GraphQLAnswer,
  graphqlOver,
  joinWorkspace,
  makeFlagGround,
  startTestServer,
  type TestServer,
} from "../../../testing/index.ts";

// Plumbline's own flags gate Plumbline's own features: what is switched off here stops there. Those that need a far side are switched off
// and on beside the other tests of what they gate.

let server: TestServer;
let ground: FlagGround;
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
});
afterAll(() => server?.close());

describe("in every workspace", () => {
  test("all fourteen are there and on, from the first moment; the code and the database have the same list", async () => {
    expect([...ids.keys()].sort()).toEqual([...featureKeys].sort());
    const { node } = await ground.ask(
      `query ($id: ID!) { node(id: $id) { ... on Flag { category description variants { key value }
        configurations { nodes { enabled environment { key } } } } } }`,
      { id: ids.get("plumbline.audit-export") },
    );
    expect(node).toMatchObject({
      category: "platform",
      variants: [
        { key: "on", value: true },
        { key: "off", value: false },
      ],
    });
    expect(node.configurations.nodes.map(({ enabled }: { enabled: boolean }) => enabled)).toEqual([true, true, true]);
  });

  test("a workspace that is older than a flag gets it at the next start", async () => {
    const { raw } = server.app.database;
    const workspaceId = decodeId("ws", ground.workspace.id);
    await raw`delete from flags where workspace_id = ${workspaceId} and key = 'plumbline.demo-traffic'`;
    await raw`select plumbline.seed_platform_flags(array[${workspaceId}]::uuid[])`;
    const [row] = await raw`select count(*)::int as n from flag_configurations c join flags f on f.id = c.flag_id
      where f.workspace_id = ${workspaceId} and f.key = 'plumbline.demo-traffic' and c.enabled`;
    expect(row?.n).toBe(3);
  });

  test("nobody deletes, renames or makes one; who looks after it is the workspace's choice", async () => {
    const flagId = ids.get("plumbline.audit-export");
    await expect(ground.mutate("archiveFlag", { flagId }, "flag { id }")).rejects.toThrow(/PRECONDITION_FAILED .*own/);
    await expect(ground.mutate("updateFlag", { flagId, name: "Mine" }, "flag { id }")).rejects.toThrow(/own flags/);
    const own = { workspaceId: ground.workspace.id, key: "plumbline.mine" };
    await expect(ground.mutate("createFlag", own, "flag { id }")).rejects.toThrow(/Plumbline's own/);
    const { flag } = await ground.mutate("updateFlag", { flagId, tags: ["compliance"] }, "flag { tags }");
    expect(flag.tags).toEqual(["compliance"]);
  });

  test("the workspace's own software is told of none of them", async () => {
    const answer = await graphqlOver(
      server.url,
      "{ flagSnapshot { version snapshot } }",
      {},
      { token: ground.secretKey },
    );
    const before = answer.data.flagSnapshot;
    expect(JSON.stringify(before.snapshot)).not.toContain("plumbline.");
    await ground.configure(ids.get("plumbline.drift-model") ?? "", { enabled: false });
    const after = await graphqlOver(server.url, "{ flagSnapshot { version } }", {}, { token: ground.secretKey });
    expect(after.data.flagSnapshot.version).toBe(before.version);
  });
});

const gates: Partial<Record<FeatureKey, () => Promise<string>>> = {
  "plumbline.file-imports": async () => {
    const content = "key,name\nacme,Acme\n";
    const input = { workspaceId: ground.workspace.id, content };
    return await outcomeOf(ground.mutate("importTenants", input, "__typename"));
  },
  "plumbline.rule-previews": async () => {
    const definition = { condition: { kind: "event", types: ["service.created"] } };
    const asked = ground.ask(
      `query ($slug: String!, $definition: JSON!) { workspace(slug: $slug) {
        alertRulePreview(definition: $definition) { sentence } } }`,
      { slug: ground.workspace.slug, definition },
    );
    return await outcomeOf(asked);
  },
  "plumbline.audit-export": async () => {
    const { cookie } = ground.workspace.owner;
    const url = `${server.url}/export/audit?workspace=${ground.workspace.slug}`;
    const response = await fetch(url, { headers: { cookie } });
    const text = await response.text();
    return response.ok ? "works" : text;
  },
  "plumbline.webhook-redelivery": async () => {
    endpointId ??= (
      await ground.mutate(
        "createWebhookEndpoint",
        {
          workspaceId: ground.workspace.id,
          url: "http://127.0.0.1:9/",
          description: "gone",
          eventTypes: ["tenant.created"],
        },
        "webhookEndpoint { id }",
      )
    ).webhookEndpoint.id as string;
    const input = { id: endpointId, since: new Date(0).toISOString() };
    return await outcomeOf(ground.mutate("redeliverMissedWebhooks", input, "__typename"));
  },
  "plumbline.embed-connect": async () => {
    const { tenant } = await ground.mutate(
      "createTenant",
      { workspaceId: ground.workspace.id, key: `t-${Math.random().toString(36).slice(2)}`, name: "Acme" },
      "tenant { id }",
    );
    const input = {
      workspaceId: ground.workspace.id,
      tenantId: tenant.id,
      component: "integrations-connect",
      subject: "eva",
      origins: ["https://acme.example"],
    };
    const { token } = await ground.mutate("mintEmbedToken", input, "token");
    const published = Object.entries(allowedOperations).find(([, text]) => text.includes("IntegrationsWidgetConnect("));
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        origin: "https://acme.example",
      },
      body: JSON.stringify({
        variables: { input: { workspaceId: ground.workspace.id, provider: "generic-webhook", name: "Widget" } },
        extensions: { persistedQuery: { version: 1, sha256Hash: published?.[0] } },
      }),
    });
    const answer = (await response.json()) as GraphQLAnswer;
    const connected = answer.data?.connectIntegration;
    return connected?.connected ? "works" : (connected?.message ?? JSON.stringify(answer.errors));
  },
  "plumbline.notice-mails": async () => {
    const member = await joinWorkspace(server, ground.workspace, "VIEWER");
    const input = { memberId: member.memberId, role: "OPERATOR" };
    await ground.mutate("changeMemberRole", input, "__typename");
    const told = await eventually(async () => {
      const [row] = await server.app.database.raw`select event_id from inbox_items
        where user_id = (select user_id from members where id = ${decodeId("mem", member.memberId)}) and title like 'You are operator now%'`;
      return row;
    });
    // Queued in the transaction that wrote the inbox; when it arrives is the mail server's affair.
    const mails = await server.app.database.raw`select 1 from mails where about_id = ${told.event_id}`;
    return mails.length > 0 ? "works" : "no mail";
  },
};
let endpointId: string | undefined;

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => "works",
    (error: Error) => error.message,
  );
}

/** Switches features, and waits until this process asks for all of them accordingly: what was read of one may be older than the next. */
async function switchAll(keys: readonly FeatureKey[], enabled: boolean): Promise<void> {
  for (const key of keys) await ground.configure(ids.get(key) ?? "", { enabled });
  const workspaceId = decodeId("ws", ground.workspace.id);
  const { features } = server.app;
  const areSwitched = async () => await Promise.all(keys.map((key) => features.isOn(workspaceId, key, {})));
  await eventually(async () => (await areSwitched()).every((on) => on === enabled));
}

test("what is switched off stops, says by which flag, and works again when it is switched on", async () => {
  const asked = Object.entries(gates) as [FeatureKey, () => Promise<string>][];
  const keys = asked.map(([key]) => key);
  await switchAll(keys, false);
  for (const [key, ask] of asked)
    expect([key, await ask()]).toEqual([
      key,
      expect.stringMatching(key === "plumbline.notice-mails" ? "no mail" : key),
    ]);
  await switchAll(keys, true);
  for (const [key, ask] of asked) expect([key, await ask()]).toEqual([key, "works"]);
});

test("a database that does not answer switches nothing off", async () => {
  const { createFeatures } = await import("./create-features.ts");
  const broken = createFeatures({ ...server.app, database: { ...server.app.database, system: undefined } } as never);
  expect(await broken.isOn(decodeId("ws", ground.workspace.id), "plumbline.audit-export", {})).toBe(true);
});
