import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import {
  eventually,
  type ProvingGround,
  proveWriteVerb,
  type Receiver,
  startProvingGround,
  startReceiver,
} from "../../../testing/index.ts";
import { raiseAlert } from "../../alerts/index.ts";
import { advanceRollout } from "../rollouts/advance-rollout.ts";

// Everything runs here: the relay numbers events, the evaluator looks at them, the worker runs reactions and sends messages.
let ground: ProvingGround;
let receiver: Receiver;
let workspaceId: string;
let production: string;
let channelId: string;

beforeAll(async () => {
  ground = await startProvingGround({ OUTBOUND_ALLOW: "127.0.0.0/8" });
  receiver = await startReceiver();
  workspaceId = ground.workspace.id;
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug: ground.workspace.slug },
  );
  production = data.workspace.environments.nodes.find(({ key }: { key: string }) => key === "production").id;
  const settings = [{ name: "url", value: receiver.url }];
  channelId = (
    await make("createChannel", { workspaceId, kind: "webhook", name: "On call", settings }, "channel { id }")
  ).channel.id;
});
afterAll(async () => {
  await receiver?.close();
  await ground?.close();
});

async function make(mutation: string, input: Record<string, unknown>, select: string) {
  const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${capital}Input!) { ${mutation}(input: $input) {
      ... on ${capital}Success { ${select} } ... on Refusal { message } } }`,
    { input },
  );
  if (errors || data[mutation].message) throw new Error(`${mutation}: ${JSON.stringify(errors ?? data)}`);
  return data[mutation];
}

let made = 0;
async function flag(): Promise<string> {
  made += 1;
  return (await make("createFlag", { workspaceId, key: `guarded-${made}` }, "flag { id }")).flag.id;
}

const hour = 3600;
async function started(more: Record<string, unknown> = {}): Promise<string> {
  const plan = { flagId: await flag(), environmentId: production, steps: [10, 50], intervalSeconds: hour };
  return (await make("startRollout", { ...plan, ...more }, "rollout { id }")).rollout.id;
}

async function look(rolloutId: string) {
  const { data } = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on FlagRollout {
      state step reason waitingFor nextAt alert { id title }
      guards { nodes { name state detail action dataAt alert { id } rule { id name } service { key } } }
      flag { id key configuration(environmentId: "${production}") { enabled rollout plan { id } } } } } }`,
    { id: rolloutId },
  );
  return data.node;
}

const refused = { kind: "event", types: ["tenant.created"], atLeast: 2, withinSeconds: 300 };
const tenant = (key: string) => make("createTenant", { workspaceId, key, name: key }, "tenant { id }");

test("a rule's alert rolls a flag back by itself, says why, and tells a real receiver", async () => {
  const rolloutId = await started({
    guards: [{ name: "Too many new tenants", condition: refused }],
    channelIds: [channelId],
  });
  const before = await look(rolloutId);
  expect(before.flag.configuration).toEqual({ enabled: true, rollout: { percentage: 10 }, plan: { id: rolloutId } });
  // Silence without data is not "ok".
  expect(before.guards.nodes[0]).toMatchObject({ state: "UNPROVEN", detail: expect.stringContaining("No data yet") });

  await tenant("one");
  await tenant("two");
  const after = await eventually(async () => {
    const now = await look(rolloutId);
    return now.state === "ROLLED_BACK" ? now : null;
  }, 20);
  expect(after.reason).toMatch(
    /^The guard "Too many new tenants" was breached: Too many new tenants: guarded-1 in production/,
  );
  expect(after.alert.id).toMatch(/^alr_/);
  expect(after.guards.nodes[0]).toMatchObject({ state: "BREACHED", alert: { id: after.alert.id } });
  expect(after.flag.configuration).toEqual({ enabled: false, rollout: null, plan: null });

  const { data: seen } = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on AlertRule { chart(minutes: 10) { unit limit breachedBelow complete points { value } } } } }`,
    { id: after.guards.nodes[0].rule.id },
  );
  expect(seen.node.chart).toMatchObject({ unit: "events", limit: 2, breachedBelow: false, complete: true });
  expect(seen.node.chart.points.at(-1)).toEqual({ value: 2 });
  expect(seen.node.chart.points[0]).toEqual({ value: 0 });

  const message = await eventually(() => receiver.received.find(({ body }) => body.includes("was rolled back")), 20);
  const { data } = JSON.parse(message.body);
  expect(data.title).toBe("guarded-1 was rolled back in production");
  expect(JSON.stringify(data)).toContain("Too many new tenants");

  const { data: log } = await ground.ask(
    `query ($id: ID!) { node(id: $id) { ... on Flag { revisions { nodes { number reason actorName changed } } } } }`,
    { id: after.flag.id },
  );
  expect(log.node.revisions.nodes[0].reason).toContain("The guard");
  expect(log.node.revisions.nodes[0].changed).toContain("enabled");
});

test("an alert that names the service pauses a plan; while it is open the plan does not go on", async () => {
  const { service } = await make(
    "createService",
    { workspaceId, key: "checkout-api", name: "Checkout" },
    "service { id }",
  );
  const rolloutId = await started({ guards: [{ serviceId: service.id, severity: "ERROR", action: "PAUSE" }] });
  expect((await look(rolloutId)).guards.nodes[0]).toMatchObject({
    state: "UNPROVEN",
    detail: expect.stringContaining("No alert has ever named the service checkout-api"),
  });
  const raise = (fingerprint: string, severity: "error" | "info", labels: Record<string, string>) => {
    const ctx = systemContext(ground.server.app, "logs");
    const own = decodeId("ws", workspaceId);
    const alert = {
      source: "logs",
      fingerprint,
      title: `Errors of ${fingerprint}`,
      reason: "40 a minute.",
      labels,
      severity,
    };
    return transact(ctx, { workspaceId: own, verb: "raise", input: null }, (tx) =>
      raiseAlert(tx, ctx, { workspaceId: own, ...alert }),
    );
  };
  await raise("quiet", "info", { service: "checkout-api" });
  await raise("staging", "error", { service: "checkout-api", environment: "staging" });
  await raise("live", "error", { service: "checkout-api", environment: "production" });
  const paused = await eventually(async () => {
    const now = await look(rolloutId);
    return now.state === "PAUSED" ? now : null;
  }, 20);
  expect(paused.alert.title).toBe("Errors of live");
  expect(paused.flag.configuration.rollout).toEqual({ percentage: 10 });
  const again = () => make("resumeRollout", { rolloutId }, "rollout { state }");
  await expect(again()).rejects.toThrow("is still breached");
  await make("resolveAlert", { alertId: paused.alert.id, cause: "Fixed" }, "alert { id }");
  expect(await again()).toMatchObject({ rollout: { state: "RUNNING" } });
  expect((await look(rolloutId)).guards.nodes[0]).toMatchObject({ state: "OK" });
});

test("a plan waits for a guard's data, and goes on when it has some", async () => {
  const quiet = { kind: "event", types: ["service.archived"], atLeast: 5 };
  const rolloutId = await started({ guards: [{ name: "Archived services", condition: quiet }] });
  const { app } = ground.server;
  const ctx = systemContext(app, "test");
  const ids = [decodeId("ws", workspaceId), decodeId("flgroll", rolloutId)] as const;
  await app.database.raw`update flag_rollouts set next_at = now() - interval '1 minute' where id = ${ids[1]}`;
  await advanceRollout(ctx, ...ids);
  expect(await look(rolloutId)).toMatchObject({
    state: "RUNNING",
    step: 1,
    waitingFor: expect.stringContaining("It waits until every guard has data. Archived services: No data yet"),
  });
  const { service } = await make("createService", { workspaceId, key: "old-api", name: "Old" }, "service { id }");
  await make("archiveService", { serviceId: service.id }, "service { id }");
  await eventually(async () => {
    await advanceRollout(ctx, ...ids);
    return (await look(rolloutId)).step === 2;
  }, 20);
  expect((await look(rolloutId)).guards.nodes[0]).toMatchObject({
    state: "OK",
    detail: expect.stringContaining("Looked at one event"),
  });
});

const verbs = [
  {
    mutation: "startRollout",
    select: "rollout { id state step steps nextAt }",
    event: "rollout.started",
    input: async () => ({ flagId: await flag(), environmentId: production, steps: [5, 100], intervalSeconds: 60 }),
  },
  {
    mutation: "pauseRollout",
    select: "rollout { id state reason }",
    event: "rollout.paused",
    input: async () => ({ rolloutId: await started(), reason: "Lunch" }),
  },
  {
    mutation: "resumeRollout",
    select: "rollout { id state nextAt }",
    event: "rollout.resumed",
    input: async () => {
      const rolloutId = await started();
      await make("pauseRollout", { rolloutId, reason: "Lunch" }, "rollout { id }");
      return { rolloutId };
    },
  },
  {
    mutation: "abortRollout",
    select: "rollout { id state endedAt }",
    event: "rollout.aborted",
    input: async () => ({ rolloutId: await started(), reason: "Not wanted" }),
  },
];

test.each(verbs)("$mutation works, is recorded, and is refused to strangers and viewers", async (verb) => {
  const answer = await proveWriteVerb(ground, verb);
  expect(answer.rollout.id).toMatch(/^flgroll_/);
});
