import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, insertWorkspace, startTestServer, type TestServer } from "../../../testing/index.ts";
import { chooseTargets } from "../choose-targets.ts";
import { connectIntegration } from "../connect-integration.ts";
import { type GithubTwin, startGithubTwin } from "../testing/github-twin.ts";
import { openWebhookDoor, systemOf } from "../testing/open-webhook-door.ts";
import { pollDueTask } from "./poll-due.ts";
import { purgeDeliveriesTask } from "./purge-deliveries.ts";
import { reconcileIntegrationsTask } from "./reconcile-integrations.ts";

let server: TestServer;
let twin: GithubTwin;
beforeAll(async () => {
  twin = await startGithubTwin();
  server = await startTestServer({ env: { GITHUB_API_URL: twin.url, GITHUB_URL: twin.url } });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const raw = () => server.app.database.raw;

async function connectPolled(): Promise<string> {
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId: await insertWorkspace(server.app),
    provider: "github",
    fields: [{ name: "accessToken", value: "good-token" }],
  });
  await chooseTargets(systemOf(server), { integrationId: integration.id, targets: ["acme/shop"] });
  return integration.id;
}

test("choosing polls at once; afterwards the cron takes up what is due, and nothing that is not", async () => {
  twin.events = [];
  const id = await connectPolled();
  const row = async () => (await raw()`select last_polled_at, next_poll_at from integrations where id = ${id}`)[0];
  const first = await eventually(async () => (await row())?.last_polled_at as Date | null);
  await pollDueTask.run(systemOf(server), {});
  expect((await row())?.last_polled_at).toEqual(first);
  await raw()`update integrations set next_poll_at = now() - interval '1 second' where id = ${id}`;
  await pollDueTask.run(systemOf(server), {});
  await eventually(async () => (await row())?.last_polled_at > first);
  expect((await row())?.next_poll_at.getTime()).toBeGreaterThan(Date.now() + 50_000);
});

test("the hourly check finds every integration with credentials, and only those", async () => {
  const id = await connectPolled();
  const door = await openWebhookDoor(server);
  await reconcileIntegrationsTask.run(systemOf(server), {});
  const owner = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  const jobs = await owner`
    select j.payload ->> 'integrationId' as id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'integrations.reconcile'`;
  await owner.end();
  expect(jobs.map((job) => job.id)).toContain(id);
  expect(jobs.map((job) => job.id)).not.toContain(door.integrationId);
});

test("deliveries older than 30 days go, younger ones and all signals stay", async () => {
  const door = await openWebhookDoor(server);
  await door.send('{"type":"a.b","n":1}');
  await door.send('{"type":"a.b","n":2}');
  const rows = await eventually(async () => {
    const found =
      await raw()`select id from deliveries where integration_id = ${door.integrationId} and processed_at is not null order by id`;
    return found.length === 2 ? found : null;
  });
  await raw()`update deliveries set received_at = now() - interval '31 days' where id = ${rows[0]?.id}`;
  await purgeDeliveriesTask.run(systemOf(server), {});
  const left = await raw()`select id from deliveries where integration_id = ${door.integrationId}`;
  expect(left.map((row) => row.id)).toEqual([rows[1]?.id]);
  expect(await raw()`select 1 from signals where integration_id = ${door.integrationId}`).toHaveLength(2);
});
