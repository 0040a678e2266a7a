import { afterAll, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { chooseTargets } from "./choose-targets.ts";
import { connectIntegration } from "./connect-integration.ts";
import { pollIntegration } from "./poll-integration.ts";
import { type GithubTwin, startGithubTwin } from "./testing/github-twin.ts";
import { systemOf } from "./testing/open-webhook-door.ts";

let server: TestServer;
let twin: GithubTwin;
beforeAll(async () => {
  twin = await startGithubTwin();
  // Without a worker, so that the test alone decides when a poll happens.
  server = await startTestServer({ env: { GITHUB_API_URL: twin.url, GITHUB_URL: twin.url }, roles: ["serve"] });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];

async function connect() {
  const workspaceId = await insertWorkspace(server.app);
  const { integration, hookUrl } = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "github",
    fields: [{ name: "accessToken", value: "good-token" }],
  });
  await chooseTargets(systemOf(server), { integrationId: integration.id, targets: ["acme/shop"] });
  return {
    workspaceId,
    integrationId: integration.id,
    hookUrl,
    poll: () => pollIntegration(systemOf(server), { workspaceId, integrationId: integration.id }),
  };
}

test("a server that nobody can reach polls: what is new becomes a signal once, what was before does not", async () => {
  twin.events = [twin.merged(1, "Before the connection")];
  const { integrationId, hookUrl, poll } = await connect();
  expect(hookUrl).toBeNull();
  expect(await row(integrationId)).toMatchObject({ mode: "polling", state: "authorised" });
  await poll();
  const signals = () =>
    server.app.database.raw`select type, title, by, subject from signals where integration_id = ${integrationId}`;
  expect(await signals()).toHaveLength(0);
  expect((await row(integrationId))?.state).toBe("authorised");

  twin.events = [twin.merged(2, "Take the tax from the cart"), ...twin.events];
  await poll();
  expect(await signals()).toEqual([
    expect.objectContaining({
      type: "pull_request.merged",
      title: "Take the tax from the cart",
      by: "polling",
      subject: "acme/shop#2",
    }),
  ]);
  const live = await row(integrationId);
  expect(live?.state).toBe("live");
  expect(live?.evidence.live.text).toMatch(/^By polling: GitHub told of pull_request.merged/);

  const before = twin.asked.length;
  await poll();
  expect(twin.asked.slice(before)).toEqual([expect.objectContaining({ path: "/repos/acme/shop/events", status: 304 })]);
  expect(await signals()).toHaveLength(1);
});

test("a wrong or missing token is refused before anything is stored", async () => {
  const workspaceId = await insertWorkspace(server.app);
  const connectWith = (fields: { name: string; value: string }[]) =>
    connectIntegration(systemOf(server), { workspaceId, provider: "github", fields });
  await expect(connectWith([{ name: "accessToken", value: "wrong" }])).rejects.toThrow(
    "no longer accepts the credentials",
  );
  await expect(connectWith([])).rejects.toThrow("Personal access token is missing");
  await expect(
    connectWith([
      { name: "accessToken", value: "good-token" },
      { name: "more", value: "x" },
    ]),
  ).rejects.toThrow("is not asked for");
  expect(await server.app.database.raw`select 1 from integrations where workspace_id = ${workspaceId}`).toHaveLength(0);
});

test("a provider that is connected by a secret asks for no fields, and no list is endless", async () => {
  const workspaceId = await insertWorkspace(server.app);
  const connectWith = (count: number) =>
    connectIntegration(systemOf(server), {
      workspaceId,
      provider: "generic-webhook",
      mode: "webhook",
      fields: Array.from({ length: count }, (_, n) => ({ name: `field${n}`, value: "x" })),
    });
  await expect(connectWith(1)).rejects.toMatchObject({
    issues: [{ path: ["fields", "field0"], message: "is not asked for." }],
  });
  await expect(connectWith(5000)).rejects.toMatchObject({ issues: [{ path: ["fields"] }] });
  expect(await server.app.database.raw`select 1 from integrations where workspace_id = ${workspaceId}`).toHaveLength(0);
});

test("a refused token degrades at once with the next step; working again makes it live again", async () => {
  twin.events = [];
  const { integrationId, poll } = await connect();
  await poll();
  twin.refuse = 401;
  await poll();
  const degraded = await row(integrationId);
  expect(degraded?.state).toBe("degraded");
  expect(degraded?.evidence.degraded).toMatchObject({
    reason: expect.stringContaining("no longer accepts"),
    nextStep: "Connect again.",
  });
  twin.refuse = null;
  await poll();
  expect((await row(integrationId))?.state).toBe("authorised");
});

test("a far side that fails is asked less and less, and told apart after three times", async () => {
  twin.events = [];
  const { integrationId, poll } = await connect();
  twin.refuse = 500;
  const waits: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    await poll();
    const now = await row(integrationId);
    waits.push((now?.next_poll_at.getTime() - Date.now()) / 1000);
    expect(now?.state).toBe(i < 2 ? "authorised" : "degraded");
  }
  expect(waits[1]).toBeGreaterThan(waits[0] as number);
  expect(waits[2]).toBeGreaterThan(waits[1] as number);
  twin.refuse = null;
});
