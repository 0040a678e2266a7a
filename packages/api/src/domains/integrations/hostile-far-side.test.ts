import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { connectIntegration } from "./connect-integration.ts";
import { addProvider } from "./find-provider.ts";
import { pollIntegration } from "./poll-integration.ts";
import { reconcileIntegration } from "./reconcile/reconcile-integration.ts";
import { type Misbehaviour, type ProviderTwin, startProviderTwin } from "./testing/provider-twin.ts";
import { twinProvider } from "./testing/twin-provider.ts";

let server: TestServer;
/** On the same database, with little patience: what a far side that says nothing is asked by. */
let impatient: TestApp;
let twin: ProviderTwin;
let takeOut: () => void;
beforeAll(async () => {
  takeOut = addProvider(twinProvider);
  twin = await startProviderTwin();
  // Without a worker: the test is the clock.
  const env = { TWIN_URL: twin.url, LOG_LEVEL: "silent" };
  server = await startTestServer({ env, roles: ["serve"] });
  // A far side that says nothing is given up after a third of a second, not ten.
  impatient = await startTestApp({
    env: { ...env, OUTBOUND_TIMEOUT_SECONDS: "0.3", PLUMBLINE_DATA: server.dataDir },
    databaseUrl: server.databaseUrl,
  });
});
afterAll(async () => {
  takeOut?.();
  await impatient?.close();
  await server?.close();
  await twin?.close();
});
afterEach(() => {
  twin.misbehave = null;
  twin.headers = {};
});

const raw = () => server.app.database.raw;
const row = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];

async function connect() {
  const workspaceId = await insertWorkspace(server.app);
  const { integration } = await connectIntegration(systemContext(server.app, "test"), {
    workspaceId,
    provider: "twin",
    mode: "polling",
    fields: [{ name: "accessToken", value: "good" }],
  });
  const id = integration.id;
  const poll = (by: Pick<TestApp, "app"> = server) =>
    pollIntegration(systemContext(by.app, "test"), { workspaceId, integrationId: id });
  // The first poll only marks where "from now on" begins.
  await poll();
  return { id, poll };
}

/** Lets a minute pass for one integration, then does what the cron does. @returns whether it was polled */
async function aMinute({ id, poll }: Awaited<ReturnType<typeof connect>>, by?: TestApp): Promise<boolean> {
  const [due] = await raw()`
    update integrations set next_poll_at = next_poll_at - interval '1 minute', paused_until = paused_until - interval '1 minute'
    where id = ${id} returning next_poll_at <= now() and (paused_until is null or paused_until <= now()) as due`;
  if (due?.due) await poll(by);
  return due?.due as boolean;
}

const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Misbehaviour =>
  (_req, res) => {
    res.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
    return true;
  };

const fiftyMegabytes: Misbehaviour = (_req, res) => {
  res.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(1_000_000, "x");
  let left = 50;
  const more = () => {
    while (left > 0 && !res.destroyed) {
      left -= 1;
      if (!res.write(chunk)) return void res.once("drain", more);
    }
    res.end();
  };
  more();
  return true;
};

interface Hostility {
  name: string;
  misbehave: Misbehaviour;
  /** Requests in an hour at most; a poll a minute with three tries would be 180. */
  most: number;
  reason: RegExp;
}

const hostilities: Hostility[] = [
  {
    name: "401",
    misbehave: answer(401, '{"message":"Revoked"}'),
    most: 12,
    reason: /no longer accepts the credentials.*Revoked/,
  },
  {
    name: "429 with Retry-After",
    misbehave: answer(429, '{"message":"Slow down"}', { "retry-after": "900" }),
    most: 5,
    reason: /takes no more requests for now.*Slow down/,
  },
  { name: "500", misbehave: answer(500, '{"message":"Broken"}'), most: 21, reason: /answered with status 500.*Broken/ },
  {
    name: "a redirect to a private address",
    misbehave: answer(302, "", { location: "http://169.254.169.254/latest/meta-data" }),
    most: 12,
    reason: /169\.254\.169\.254/,
  },
  {
    name: "a body of 50 MB",
    misbehave: fiftyMegabytes,
    most: 21,
    reason: /more than 5000000 bytes|did not answer within/,
  },
  {
    name: "garbage",
    misbehave: answer(200, "<html>Not what you asked for"),
    most: 12,
    reason: /in a form that Plumbline does not know/,
  },
  {
    name: "an answer that hides a refusal",
    misbehave: answer(200, '{"ok":false,"error":"ratelimited"}'),
    most: 40,
    reason: /ratelimited/,
  },
  { name: "silence", misbehave: () => true, most: 21, reason: /did not answer within 0\.\d+ s/ },
];

describe.each(hostilities)("a provider that answers: $name", ({ name, misbehave, most, reason }) => {
  test("is asked rarely, the reason is visible, and all goes on by itself when it is well again", async () => {
    const integration = await connect();
    const { id } = integration;
    twin.misbehave = misbehave;
    const before = twin.asked.length;
    const by = name === "silence" ? impatient : undefined;
    for (let minute = 0; minute < 60; minute += 1) await aMinute(integration, by);
    const asked = twin.asked.length - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked, "requests within an hour").toBeLessThanOrEqual(most);
    const ill = await row(id);
    expect(`${ill?.evidence.degraded?.reason} ${ill?.paused_reason}`).toMatch(reason);
    expect(ill?.evidence.degraded?.nextStep ?? ill?.paused_until).toBeTruthy();

    twin.misbehave = null;
    for (let minute = 0; minute < 75 && (await row(id))?.poll_failures > 0; minute += 1) await aMinute(integration);
    expect(await row(id)).toMatchObject({
      poll_failures: 0,
      paused_until: null,
      call_failures: 0,
      state: "authorised",
    });
  }, 60_000);
});

test("a comparison with a hostile provider ends with a report, whatever it answers", async () => {
  const { id } = await connect();
  for (const { name, misbehave, reason } of hostilities) {
    const by = name === "silence" ? impatient : server;
    await raw()`update integrations set paused_until = null, paused_reason = null, call_failures = 0 where id = ${id}`;
    twin.misbehave = misbehave;
    const report = await reconcileIntegration(systemContext(by.app, "test"), { integrationId: id });
    // An error page with status 200 to the question who we are is answered with no name.
    if (report.problem !== null) expect(report.problem).toMatch(reason);
    twin.misbehave = null;
  }
});

test("a Retry-After is kept to by every process, and told", async () => {
  const { id, poll } = await connect();
  twin.misbehave = answer(429, "{}", { "retry-after": "120" });
  await poll();
  const asked = twin.asked.length;
  const told = await row(id);
  expect(told?.paused_until.getTime() - Date.now()).toBeGreaterThan(115_000);
  await poll();
  await poll();
  expect(twin.asked).toHaveLength(asked);
  expect((await row(id))?.poll_failures).toBe(told?.poll_failures);
  const [event] = await raw()`select data from events where type = 'integration.paused' and subject_id = ${id}`;
  expect(event?.data.reason).toContain("takes no more requests for now");
});

test("the rate limit that answers tell of is kept, without a write for each call; used up, calls rest until it is full", async () => {
  const { id, poll } = await connect();
  const resetsAt = Math.floor(Date.now() / 1000) + 300;
  const tell = (remaining: number) => {
    twin.headers = {
      "x-ratelimit-limit": "100",
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(resetsAt),
    };
  };
  tell(90);
  await poll();
  expect((await row(id))?.rate_limit).toMatchObject({ limit: 100, remaining: 90 });
  tell(89);
  await poll();
  expect((await row(id))?.rate_limit).toMatchObject({ remaining: 90 });
  tell(0);
  await poll();
  expect(await row(id)).toMatchObject({
    rate_limit: { remaining: 0 },
    paused_reason: expect.stringContaining("used up"),
  });
  const asked = twin.asked.length;
  await poll();
  expect(twin.asked).toHaveLength(asked);
});
