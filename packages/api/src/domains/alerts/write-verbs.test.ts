import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { eventually, type ProvingGround, proveWriteVerb, startProvingGround } from "../../testing/index.ts";

let ground: ProvingGround;
let workspaceId: string;
let ownerId: string;

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const onService = { condition: { kind: "event", types: ["service.created"] } };

beforeAll(async () => {
  ground = await startProvingGround();
  workspaceId = ground.workspace.id;
  const { data } = await ground.ask("{ viewer { id } }");
  ownerId = data.viewer.id;
});
afterAll(() => ground?.close());

async function make(mutation: string, field: string, input: Record<string, unknown>): Promise<string> {
  const capital = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${capital}Input!) { ${mutation}(input: $input) {
      ... on ${capital}Success { ${field} { id } } ... on Refusal { message } } }`,
    { input },
  );
  const id = data?.[mutation]?.[field]?.id;
  if (!id) throw new TypeError(`${mutation} answered ${JSON.stringify(errors ?? data)}`);
  return id;
}

const rule = () =>
  make("createAlertRule", "rule", { workspaceId, name: "New services", severity: "INFO", definition: onService });
const route = () => make("createAlertRoute", "route", { workspaceId, name: "Nowhere yet", channelIds: [] });
const layers = () => [
  {
    name: "Primary",
    userIds: [ownerId],
    turn: { unit: "WEEKS", length: 1 },
    startsOn: "2026-03-02",
    handOverAt: "09:00",
  },
];
const schedule = () =>
  make("createOnCallSchedule", "schedule", { workspaceId, name: "Ops", timeZone: "Europe/Berlin", layers: layers() });
const steps = () => [{ afterSeconds: 300, targets: [{ kind: "MEMBER", id: ownerId }] }];
const policy = () => make("createEscalationPolicy", "policy", { workspaceId, name: "Ops", steps: steps() });
const silence = () =>
  make("createAlertSilence", "silence", {
    workspaceId,
    comment: "Moving the database",
    endsAt: inAnHour(),
    matchers: [{ label: "rule", op: "EQ", value: "nothing" }],
  });
const override = (scheduleId: string) =>
  make("addOnCallOverride", "override", {
    scheduleId,
    userId: ownerId,
    startsAt: new Date().toISOString(),
    endsAt: inAnHour(),
  });

/** An open alert, as a rule opens it: by something that really happened. */
async function openAlert(): Promise<string> {
  const ruleId = await rule();
  const key = `s-${crypto.randomUUID().slice(0, 8)}`;
  await make("createService", "service", { workspaceId, key, name: key });
  return await eventually(async () => {
    const { data } = await ground.ask(
      "query ($id: ID!) { node(id: $id) { ... on AlertRule { alerts { nodes { id } } } } }",
      { id: ruleId },
    );
    return data.node.alerts.nodes[0]?.id as string | undefined;
  });
}

interface Case {
  mutation: string;
  select: string;
  event: string;
  input(): Promise<Record<string, unknown>>;
}

const cases: Case[] = [
  {
    mutation: "createAlertRule",
    select: "rule { id name version kind definition claim { state reason } }",
    event: "alert_rule.created",
    input: async () => ({ workspaceId, name: "Services", severity: "WARNING", definition: onService }),
  },
  {
    mutation: "updateAlertRule",
    select: "rule { id version definition versions { nodes { version } } }",
    event: "alert_rule.updated",
    input: async () => ({
      ruleId: await rule(),
      name: "Renamed",
      definition: { ...onService, groupBy: ["data.key"] },
    }),
  },
  {
    mutation: "disableAlertRule",
    select: "rule { id enabled }",
    event: "alert_rule.disabled",
    input: async () => ({ ruleId: await rule() }),
  },
  {
    mutation: "enableAlertRule",
    select: "rule { id enabled }",
    event: "alert_rule.enabled",
    input: async () => {
      const ruleId = await rule();
      await make("disableAlertRule", "rule", { ruleId });
      return { ruleId };
    },
  },
  {
    mutation: "deleteAlertRule",
    select: "rule { id deletedAt }",
    event: "alert_rule.deleted",
    input: async () => ({ ruleId: await rule() }),
  },
  {
    mutation: "acknowledgeAlert",
    select: "alert { id state acknowledgedBy acknowledgeComment }",
    event: "alert.acknowledged",
    input: async () => ({ alertId: await openAlert(), comment: "Looking" }),
  },
  {
    mutation: "resolveAlert",
    select: "alert { id state resolvedBy resolveCause }",
    event: "alert.resolved",
    input: async () => ({ alertId: await openAlert(), cause: "It was a test" }),
  },
  {
    mutation: "createAlertSilence",
    select: "silence { id comment endsAt matchers { label op value } }",
    event: "alert_silence.created",
    input: async () => ({
      workspaceId,
      comment: "Moving",
      endsAt: inAnHour(),
      matchers: [{ label: "severity", op: "EQ", value: "critical" }],
    }),
  },
  {
    mutation: "endAlertSilence",
    select: "silence { id endsAt }",
    event: "alert_silence.ended",
    input: async () => ({ silenceId: await silence() }),
  },
  {
    mutation: "createAlertRoute",
    select: "route { id name quietHours { timeZone from to days } digestSeconds }",
    event: "alert_route.created",
    input: async () => ({
      workspaceId,
      name: "Nights",
      channelIds: [],
      matchers: [],
      digestSeconds: 600,
      quietHours: { timeZone: "Europe/Lisbon", from: "22:00", to: "07:00" },
    }),
  },
  {
    mutation: "updateAlertRoute",
    select: "route { id enabled digestSeconds }",
    event: "alert_route.updated",
    input: async () => ({ routeId: await route(), enabled: false, digestSeconds: 120 }),
  },
  {
    mutation: "deleteAlertRoute",
    select: "route { id }",
    event: "alert_route.deleted",
    input: async () => ({ routeId: await route() }),
  },
  {
    mutation: "createEscalationPolicy",
    select: "policy { id steps { afterSeconds targets { kind targetId name } } repeats }",
    event: "escalation_policy.created",
    input: async () => ({ workspaceId, name: "Nights", steps: steps(), repeats: 2 }),
  },
  {
    mutation: "updateEscalationPolicy",
    select: "policy { id name repeats }",
    event: "escalation_policy.updated",
    input: async () => ({ policyId: await policy(), name: "Days", repeats: 1 }),
  },
  {
    mutation: "deleteEscalationPolicy",
    select: "policy { id deletedAt }",
    event: "escalation_policy.deleted",
    input: async () => ({ policyId: await policy() }),
  },
  {
    mutation: "createOnCallSchedule",
    select: "schedule { id now { user { name } until } layers { name people { name } turnUnit } }",
    event: "on_call_schedule.created",
    input: async () => ({ workspaceId, name: "Nights", timeZone: "Europe/Berlin", layers: layers() }),
  },
  {
    mutation: "updateOnCallSchedule",
    select: "schedule { id timeZone }",
    event: "on_call_schedule.updated",
    input: async () => ({ scheduleId: await schedule(), timeZone: "Australia/Lord_Howe" }),
  },
  {
    mutation: "deleteOnCallSchedule",
    select: "schedule { id deletedAt }",
    event: "on_call_schedule.deleted",
    input: async () => ({ scheduleId: await schedule() }),
  },
  {
    mutation: "addOnCallOverride",
    select: "override { id user { name } startsAt endsAt }",
    event: "on_call_schedule.override_added",
    input: async () => ({
      scheduleId: await schedule(),
      userId: ownerId,
      startsAt: new Date().toISOString(),
      endsAt: inAnHour(),
    }),
  },
  {
    mutation: "removeOnCallOverride",
    select: "schedule { id overrides { id } }",
    event: "on_call_schedule.override_removed",
    input: async () => {
      const scheduleId = await schedule();
      return { scheduleId, overrideId: await override(scheduleId) };
    },
  },
];

test.each(cases)(
  "$mutation keeps the four promises of a write verb",
  async (verb) => {
    await proveWriteVerb(ground, verb);
  },
  60_000,
);

describe("what a definition gets wrong is named by its path", () => {
  const refused = async (definition: unknown) => {
    const { data } = await ground.ask(
      `mutation ($input: CreateAlertRuleInput!) { createAlertRule(input: $input) {
        __typename ... on InvalidInput { issues { path message } } } }`,
      { input: { workspaceId, name: "Bad", severity: "INFO", definition } },
    );
    expect(data.createAlertRule.__typename).toBe("InvalidInput");
    return data.createAlertRule.issues.map(({ path }: { path: string[] }) => path.join("."));
  };
  const event = { kind: "event", types: ["service.created"] };

  test.each([
    [{ condition: { kind: "nonsense" } }, ["definition.condition.kind"]],
    [{ condition: { kind: "event", types: [] } }, ["definition.condition.types"]],
    [
      { condition: { kind: "event", types: ["alert.opened", "no.such"] } },
      ["definition.condition.types.0", "definition.condition.types.1"],
    ],
    [
      { condition: { ...event, where: [{ path: "secret", op: "eq", value: 1 }] } },
      ["definition.condition.where.0.path"],
    ],
    [
      { condition: { ...event, where: [{ path: "data.n", op: "gt", value: "much" }] } },
      ["definition.condition.where.0.value"],
    ],
    [{ condition: event, groupBy: ["provider"] }, ["definition.groupBy.0"]],
    [
      { condition: { kind: "threshold", series: "no.such", comparator: "gt", limit: 1 } },
      ["definition.condition.series"],
    ],
    [
      { condition: { kind: "threshold", series: "events.count", comparator: "gt", limit: 1, clearLimit: 2 } },
      ["definition.condition.clearLimit"],
    ],
    [
      {
        condition: { kind: "threshold", series: "events.count", comparator: "gt", limit: 1, filter: { colour: "red" } },
        groupBy: ["size"],
      },
      ["definition.groupBy.0", "definition.condition.filter.colour"],
    ],
    [{ condition: event, routeIds: ["alroute_nonsense"] }, ["definition.routeIds.0"]],
    [{ condition: event, policyId: crypto.randomUUID() }, ["definition.policyId"]],
  ])("%j", async (definition, paths) => {
    expect(await refused(definition)).toEqual(paths);
  });
});

test("a version is written once: the database refuses to change it", async () => {
  const id = decodeId("alrule", await rule());
  const { rawApp } = ground.server.app.database;
  const change = rawApp.begin(async (tx) => {
    await tx`select set_config('plumbline.workspace', ${decodeId("ws", workspaceId)}, true)`;
    await tx`update alert_rule_versions set version = 7 where rule_id = ${id}`;
  });
  await expect(change).rejects.toThrow(/permission denied/);
});

test("a schedule that a policy names cannot be deleted, and says which policy", async () => {
  const scheduleId = await schedule();
  const target = { kind: "SCHEDULE", id: scheduleId };
  await make("createEscalationPolicy", "policy", {
    workspaceId,
    name: "By the schedule",
    steps: [{ afterSeconds: 0, targets: [target] }],
  });
  const { data } = await ground.ask(
    "mutation ($input: DeleteOnCallScheduleInput!) { deleteOnCallSchedule(input: $input) { ... on Refusal { code message } } }",
    { input: { scheduleId } },
  );
  expect(data.deleteOnCallSchedule).toMatchObject({
    code: "PRECONDITION_FAILED",
    message: expect.stringContaining("By the schedule"),
  });
});
