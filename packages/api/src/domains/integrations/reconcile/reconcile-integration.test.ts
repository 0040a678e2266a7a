import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../../service/context.ts";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { switchFeature } from "../../../testing/switch-feature.ts";
import { connectIntegration } from "../connect-integration.ts";
import { addProvider } from "../find-provider.ts";
import { pollIntegration } from "../poll-integration.ts";
import type { Provider } from "../provider.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { type ProviderTwin, startProviderTwin } from "../testing/provider-twin.ts";
import { twinProvider } from "../testing/twin-provider.ts";
import { noteDowntime } from "./note-downtime.ts";
import { reconcileIntegration } from "./reconcile-integration.ts";

let server: TestServer;
let twin: ProviderTwin;
let takeOut = () => {};
beforeAll(async () => {
  twin = await startProviderTwin();
  server = await startTestServer({ env: { TWIN_URL: twin.url }, roles: ["serve"] });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
afterEach(() => {
  takeOut();
  Object.assign(twin, { hooks: [], facts: [], misbehave: null, hookLife: null });
});

const raw = () => server.app.database.raw;
const row = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
const reconcile = (integrationId: string) =>
  reconcileIntegration(systemOf(server), { integrationId, trigger: "schedule" });
const eventsOf = async (id: string) =>
  (await raw()`select data from events where type = 'integration.reconciled' and subject_id = ${id} order by seq`).map(
    ({ data }) => data,
  );

async function connect(provider: Provider = twinProvider): Promise<{ workspaceId: string; id: string }> {
  takeOut = addProvider(provider);
  const workspaceId = await insertWorkspace(server.app);
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "twin",
    mode: "webhook",
    fields: [{ name: "accessToken", value: "good" }],
  });
  return { workspaceId, id: integration.id };
}
const fact = (id: string) => ({ id, at: Math.floor(Date.now() / 1000), title: `Fact ${id}` });

test("a lost webhook is made anew, and what was missed is asked for, once", async () => {
  const { id } = await connect();
  expect(await reconcile(id)).toMatchObject({ looked: 1, recreated: 0, problem: null, gapFrom: null, notes: [] });
  expect(await eventsOf(id)).toEqual([]);
  twin.hooks = [];
  twin.facts = [fact("a"), fact("b")];
  const report = await reconcile(id);
  expect(report).toMatchObject({ looked: 1, recreated: 1, backfilled: 2, lookedBack: true, problem: null });
  expect(report.notes[0]).toBe(
    "The webhook of the account was gone and was made anew. Before: The provider no longer has this webhook.",
  );
  expect(report.notes[1]).toMatch(/^Twin was asked for everything since 20.*: \d facts, 2 of them new\.$/);
  expect(twin.hooks).toHaveLength(1);
  expect(await row(id)).toMatchObject({ state: "live", gap_since: null, next_poll_at: null });
  expect(await reconcile(id)).toMatchObject({ recreated: 0, backfilled: 0, notes: [] });
  expect(await eventsOf(id)).toEqual([expect.objectContaining({ recreated: 1, backfilled: 2 })]);
});

test("by schedule only while the workspace's flag is on; a person may always", async () => {
  const { workspaceId, id } = await connect();
  await switchFeature(server.app, workspaceId, "plumbline.reconciliation", false);
  twin.hooks = [];
  await expect(reconcile(id)).rejects.toThrow("switched off in the workspace by its flag plumbline.reconciliation");
  expect(twin.hooks).toHaveLength(0);
  const asked = { integrationId: id, trigger: "person" } as const;
  expect(await reconcileIntegration(systemOf(server), asked)).toMatchObject({ recreated: 1 });
  await switchFeature(server.app, workspaceId, "plumbline.reconciliation", true);
  twin.hooks = [];
  expect(await reconcile(id)).toMatchObject({ recreated: 1 });
});

test("one that was switched off is mended; the same fact by webhook and by back-fill is one signal", async () => {
  const { id } = await connect();
  twin.facts = [fact("a")];
  const hook = twin.hooks[0];
  if (hook) hook.active = false;
  const report = await reconcile(id);
  expect(report).toMatchObject({ repaired: 1, recreated: 0, backfilled: 1 });
  expect(twin.hooks[0]).toMatchObject({ id: hook?.id, active: true });
  if (hook) hook.active = false;
  expect(await reconcile(id)).toMatchObject({ repaired: 1, backfilled: 0 });
});

test("one that ends soon is renewed in the last third of its life, and not before", async () => {
  twin.hookLife = 7 * 86_400;
  const { id } = await connect();
  expect(await reconcile(id)).toMatchObject({ renewed: 0 });
  await raw()`update webhook_registrations set renewed_at = now() - interval '5 days', expires_at = now() + interval '2 days' where integration_id = ${id}`;
  expect(await reconcile(id)).toMatchObject({ renewed: 1, recreated: 0, gapFrom: null });
  const [after] = await raw()`select expires_at from webhook_registrations where integration_id = ${id}`;
  expect(after?.expires_at.getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000);
});

test("a surplus webhook is removed, and a forgotten one taken over", async () => {
  const { id } = await connect();
  const first = twin.hooks[0];
  if (first) twin.hooks.push({ ...first, id: "a-second-one" });
  expect(await reconcile(id)).toMatchObject({ removed: 1, recreated: 0 });
  expect(twin.hooks.map((hook) => hook.id)).toEqual([first?.id]);
  await raw()`delete from webhook_registrations where integration_id = ${id}`;
  await reconcile(id);
  expect(twin.hooks).toHaveLength(1);
  const [kept] = await raw()`select remote_id, secret from webhook_registrations where integration_id = ${id}`;
  expect(kept).toMatchObject({ remote_id: twin.hooks[0]?.id, secret: expect.stringMatching(/^v1\./) });
});

test("a provider that cannot look back is said to be one", async () => {
  const { run, intervalSeconds } = twinProvider.poll as NonNullable<Provider["poll"]>;
  const { id } = await connect({ ...twinProvider, poll: { run, intervalSeconds } });
  twin.hooks = [];
  const report = await reconcile(id);
  expect(report).toMatchObject({ recreated: 1, lookedBack: false, backfilled: 0 });
  expect(report.notes[1]).toMatch(/^Something may have been missed since 20.*, and Twin cannot be asked for it\.$/);
});

test("while a webhook cannot be made, polling stands in; it ends when the webhook is back", async () => {
  const { workspaceId, id } = await connect();
  twin.hooks = [];
  twin.misbehave = (req, res) => {
    if (req.method !== "POST") return false;
    res.writeHead(403, { "content-type": "application/json" }).end('{"message":"No hooks for you"}');
    return true;
  };
  const report = await reconcile(id);
  expect(report.notes[0]).toContain("could not be brought into order");
  const standing = await row(id);
  expect(standing).toMatchObject({ state: "degraded", mode: "webhook" });
  expect(standing?.next_poll_at).not.toBeNull();
  twin.facts = [fact("by-stand-in")];
  await pollIntegration(systemOf(server), { workspaceId, integrationId: id });
  expect(await raw()`select by from signals where integration_id = ${id}`).toEqual([{ by: "polling" }]);
  expect((await row(id))?.state).toBe("degraded");
  twin.misbehave = null;
  expect(await reconcile(id)).toMatchObject({ recreated: 1, problem: null });
  expect(await row(id)).toMatchObject({ next_poll_at: null });
  expect((await row(id))?.state).not.toBe("degraded");
});

test("a refusal is a report with its reason, and degrades", async () => {
  const { id } = await connect();
  twin.misbehave = (_req, res) => {
    res.writeHead(401, { "content-type": "application/json" }).end('{"message":"Token revoked"}');
    return true;
  };
  const report = await reconcile(id);
  expect(report.problem).toContain("Token revoked");
  expect(await row(id)).toMatchObject({ state: "degraded" });
});

test("after our own downtime every webhook integration is asked since then", async () => {
  const { id } = await connect();
  await noteDowntime(server.app);
  expect((await row(id))?.gap_since).toBeNull();
  await raw()`update door_watch set seen_at = now() - interval '20 minutes'`;
  await noteDowntime(server.app);
  const since = (await row(id))?.gap_since;
  expect(Date.now() - since.getTime()).toBeGreaterThan(19 * 60_000);
  twin.facts = [{ ...fact("while-down"), at: Math.floor(Date.now() / 1000) - 600 }];
  expect(await reconcileIntegration(systemContext(server.app, "test"), { integrationId: id })).toMatchObject({
    backfilled: 1,
    lookedBack: true,
  });
  expect((await row(id))?.gap_since).toBeNull();
});
