import { afterAll, beforeAll, expect, test } from "vitest";
import { claims } from "../../registry-claims.gen.ts";
import { purgeSamples } from "./jobs/purge-samples.ts";
import { createOnCallSchedule } from "./on-call/create-on-call-schedule.ts";
import { scheduleClaim } from "./on-call/schedule-claims.ts";
import { createAlertRule } from "./rules/create-alert-rule.ts";
import { deleteAlertRule } from "./rules/delete-alert-rule.ts";
import { readRuleChart } from "./rules/read-rule-chart.ts";
import { startPipelineGround } from "./testing/pipeline-ground.ts";

let ground: Awaited<ReturnType<typeof startPipelineGround>>;

beforeAll(async () => {
  ground = await startPipelineGround();
});
afterAll(() => ground?.close());

/** What a series has for the last ten minutes, gaps left out. */
async function read(name: string, filter: Record<string, string> = {}) {
  const { app } = ground.running;
  const to = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
  const from = new Date(to.getTime() - 600_000);
  const points = await app.series
    .get(name)
    ?.read(ground.system(), { workspaceId: ground.workspaceId, from, to, stepSeconds: 60, filter });
  return (points ?? []).filter(({ value }) => value !== null);
}

test("refused deliveries are a part of all, and nothing where nothing came", async () => {
  const { raw } = ground.running.app.database;
  const { workspaceId } = ground;
  const threeMinutesAgo = new Date(Date.now() - 180_000);
  const [integration] = await raw`
    insert into integrations (workspace_id, provider, name, method, mode) values (${workspaceId}, 'github', 'G', 'secret', 'webhook') returning id`;
  for (const verdict of ["accepted", "accepted", "accepted", "refused"]) {
    await raw`insert into deliveries (workspace_id, integration_id, provider, verdict, reason, headers, body, body_bytes, received_at, answered_ms)
      values (${workspaceId}, ${integration?.id}, 'github', ${verdict}, ${verdict === "refused" ? "no signature" : null}, '{}', '', 0, ${threeMinutesAgo}, 1)`;
  }
  const points = await read("deliveries.refused_ratio");
  expect(points.map(({ value, dimensions }) => ({ value, dimensions }))).toEqual([
    { value: 0.25, dimensions: { provider: "github" } },
  ]);
  expect(await read("deliveries.refused_ratio", { provider: "stripe" })).toEqual([]);
});

test("a rule's chart has the values that it judges by, gaps where nothing was measured, and its limit", async () => {
  const { workspaceId } = ground;
  const condition = { kind: "threshold", series: "deliveries.refused_ratio", comparator: "gt", limit: 0.2 } as const;
  const rule = await createAlertRule(ground.as(), {
    workspaceId,
    name: "Many refused",
    severity: "error",
    definition: { condition: { ...condition, windowSeconds: 120 } },
  });
  const { points, ...chart } = await readRuleChart(ground.as(), rule, 15);
  expect(chart).toMatchObject({ limit: 0.2, unit: "of all deliveries", breachedBelow: false, complete: true });
  expect(points[0]?.value).toBeNull();
  expect(new Set(points.map(({ value }) => value))).toEqual(new Set([null, 0.25]));
  await expect(readRuleChart(ground.as(), rule, 4)).rejects.toThrow("between 5 and 360");
  await deleteAlertRule(ground.as(), { ruleId: rule.id });
});

test("the longest delivery of a minute is what a webhook's lag is", async () => {
  const { raw } = ground.running.app.database;
  const { workspaceId } = ground;
  const [endpoint] = await raw`
    insert into webhook_endpoints (workspace_id, url, secret) values (${workspaceId}, 'https://meridian.example/', 'sealed') returning id`;
  const deliveredAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 120_000);
  for (const seconds of [1, 42]) {
    await raw`insert into webhook_messages (workspace_id, endpoint_id, event_id, event_type, state, created_at, delivered_at)
      values (${workspaceId}, ${endpoint?.id}, uuidv7(), 'test', 'delivered',
        ${new Date(deliveredAt.getTime() - seconds * 1000)}, ${deliveredAt})`;
  }
  const points = await read("webhooks.delivery_seconds");
  expect(points.map(({ value }) => value)).toEqual([42]);
});

test("a rule is only claimed until it was evaluated over something real", async () => {
  const list = async () => {
    const own = claims.find(({ name }) => name === "alerts");
    return (await own?.list(ground.as(), ground.workspaceId))?.map(({ state, proof }) => [state, proof?.what]);
  };
  await ground.rule("Refused", { condition: { kind: "event", types: ["delivery.refused"], atLeast: 900 } });
  expect(await list()).toEqual([["claimed", undefined]]);
  await ground.refuse("github", 2);
  expect(await list()).toEqual([["proven", "Looked at 2 events"]]);
});

test("a schedule with a gap is broken, and says when and what to do; somebody who left is one", async () => {
  const layer = {
    name: "Office",
    userIds: [ground.owner.userId],
    turn: { unit: "weeks" as const, length: 1 },
    startsOn: "2026-01-05",
    handOverAt: "09:00",
    restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
  };
  const { workspaceId } = ground;
  const schedule = await createOnCallSchedule(ground.as(), {
    workspaceId,
    name: "Primary",
    timeZone: "Europe/Berlin",
    layers: [layer],
  });
  const present = new Set([ground.owner.userId]);
  const plan = { ...schedule, overrides: [] };
  const at = new Date("2026-11-23T10:00:00Z");
  const broken = scheduleClaim(schedule, plan, present, at);
  expect(broken).toMatchObject({ state: "broken", nextStep: { label: "Fill it with an override" } });
  expect(broken.reason).toBe(
    "Nobody is on call from 23 Nov 2026, 17:00 (Europe/Berlin), for 16 h until 24 Nov 2026, 09:00 (Europe/Berlin).",
  );
  const always = { ...plan, layers: [{ ...layer, restrictions: [] }] };
  expect(scheduleClaim(schedule, always, present, at).state).toBe("proven");
  expect(scheduleClaim(schedule, always, new Set(), at)).toMatchObject({
    state: "broken",
    reason: expect.stringContaining("is no member any more now"),
  });
});

test("samples go thirty days after an alert's end, the alert stays", async () => {
  const { raw } = ground.running.app.database;
  await ground.rule("Few", { condition: { kind: "event", types: ["delivery.refused"] }, groupBy: ["data.provider"] });
  await ground.refuse("old");
  await ground.refuse("young");
  await raw`update alerts set state = 'resolved', resolve_cause = 'test', resolved_at = now() - interval '31 days' where labels->>'provider' = 'old'`;
  await purgeSamples.run(ground.system(), {});
  const left =
    await raw`select labels->>'provider' as provider, (select count(*)::int from alert_samples s where s.alert_id = a.id) as n from alerts a order by id`;
  expect(left.map(({ provider, n }) => [provider, n])).toEqual([
    ["old", 0],
    ["young", 1],
  ]);
});
