import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { insertMember } from "../../../testing/index.ts";
import { raiseAlert } from "../../alerts/index.ts";
import { updateFlagConfiguration } from "../configuration/update-flag-configuration.ts";
import { createFlag } from "../flag/create-flag.ts";
import { advanceWorkspaceRollouts } from "../jobs/advance-rollouts.ts";
import { onAlertOpened } from "../reactions/on-alert-opened.ts";
import { onFlagChanged } from "../reactions/on-flag-changed.ts";
import { approveFlagChange } from "../requests/decide-flag-change.ts";
import { requestFlagChange } from "../requests/request-flag-change.ts";
import { setFlagEnvironmentSettings } from "../settings/set-flag-environment-settings.ts";
import { type ClockGround, startClockGround } from "../testing/clock-ground.ts";
import { abortRollout } from "./abort-rollout.ts";
import { pauseRollout } from "./pause-rollout.ts";
import { resumeRollout } from "./resume-rollout.ts";
import { type StartRolloutInput, startRollout } from "./start-rollout.ts";

let ground: ClockGround;
let environmentId: string;
let flagId: string;
const begin = new Date("2026-11-23T10:00:00Z");
const minutes = (n: number) => new Date(begin.getTime() + n * 60_000);
const intervalSeconds = 600;

beforeAll(async () => {
  ground = await startClockGround(begin);
  ({ environmentId } = ground);
});
afterAll(() => ground?.close());

let made = 0;
beforeEach(async () => {
  ground.setClock(begin);
  made += 1;
  flagId = (await createFlag(ground.as(), { workspaceId: ground.workspaceId, key: `flag-${made}` })).id;
});

const start = (more: Partial<StartRolloutInput> = {}) =>
  startRollout(ground.as(), { flagId, environmentId, steps: [10, 25, 50, 100], intervalSeconds, ...more });

/** What the worker does each minute. */
async function runAt(at: Date) {
  ground.setClock(at);
  await advanceWorkspaceRollouts.run(ground.system(), { workspaceId: ground.workspaceId });
}

async function plan() {
  const [row] = await ground.running.app.database.raw`
    select * from flag_rollouts where flag_id = ${flagId} order by id desc limit 1`;
  return row as Record<string, unknown>;
}

/** Each share that the flag had, in the order of its revisions. */
async function shares(): Promise<unknown[]> {
  const rows = await ground.running.app.database.raw`
    select after->'rollout'->'percentage' as share from flag_revisions
    where flag_id = ${flagId} and what = 'flag.configuration_changed' order by number`;
  return rows.map(({ share }) => share);
}

async function told(): Promise<string[]> {
  const rows = await ground.events(`type like 'rollout.%' and data->>'flagId' = '${flagId}'`);
  return rows.map(({ type, data }) => `${type} ${data.percentage ?? 0}`);
}

async function configuration() {
  const [row] = await ground.running.app.database.raw`
    select * from flag_configurations where flag_id = ${flagId} and environment_id = ${environmentId}`;
  return row as Record<string, unknown>;
}

test("a plan takes each step in its time, twice asked once, and is then done", async () => {
  expect(await start()).toMatchObject({ state: "running", step: 1, nextAt: minutes(10) });
  expect(await configuration()).toMatchObject({ enabled: true, rollout: { percentage: 10 } });
  await runAt(minutes(9));
  expect(await shares()).toEqual([10]);
  await runAt(minutes(10));
  await Promise.all([runAt(minutes(10)), runAt(minutes(10))]);
  expect(await plan()).toMatchObject({ step: 2, next_at: minutes(20) });
  await runAt(minutes(20));
  await runAt(minutes(30));
  expect(await plan()).toMatchObject({ state: "completed", step: 4, next_at: null, reason: "Every step was taken." });
  expect(await shares()).toEqual([10, 25, 50, 100]);
  expect(await told()).toEqual([
    "rollout.started 0",
    "rollout.promoted 10",
    "rollout.promoted 25",
    "rollout.promoted 50",
    "rollout.promoted 100",
    "rollout.completed 100",
  ]);
});

test("after a time in which nothing ran it catches up, each step a revision of its own", async () => {
  await start();
  await runAt(minutes(25));
  expect(await shares()).toEqual([10, 25, 50]);
  expect(await plan()).toMatchObject({ state: "running", step: 3, next_at: minutes(30) });
});

test("with guards that look on, each step has its whole interval also then", async () => {
  await start({ guards: [{ condition: { kind: "event", types: ["delivery.refused"] } }], requireProof: false });
  await runAt(minutes(45));
  expect(await shares()).toEqual([10, 25]);
  expect(await plan()).toMatchObject({ next_at: minutes(55) });
  await abortRollout(ground.as(), { rolloutId: (await plan()).id as string, reason: "Enough seen" });
  await runAt(minutes(46));
  const rules = await ground.running.app.database.raw`select archived_at from alert_rules`;
  // The rule that was made for the guard goes with its plan.
  expect(rules.map(({ archived_at }) => archived_at !== null)).toEqual([true]);
});

test("outside of its hours a plan waits, and says until when", async () => {
  const window = { from: "09:00", to: "11:15", timeZone: "Europe/Berlin", days: [1, 2, 3, 4, 5] };
  expect(await start({ window })).toMatchObject({ step: 1, nextAt: minutes(10) });
  // 11:15 in Berlin is 10:15 here: the step after the next would fall behind it, and Tuesday begins at 08:00.
  await runAt(minutes(10));
  const tuesday = new Date("2026-11-24T08:00:00Z");
  expect(await plan()).toMatchObject({ step: 2, next_at: tuesday });
  await runAt(minutes(30));
  expect(await plan()).toMatchObject({ step: 2 });
  await runAt(tuesday);
  expect(await plan()).toMatchObject({ step: 3 });
  // A worker that comes late, on Friday evening: Monday.
  await runAt(new Date("2026-11-27T18:00:00Z"));
  expect(await plan()).toMatchObject({
    step: 3,
    next_at: new Date("2026-11-30T08:00:00Z"),
    waiting_for: expect.stringContaining("09:00–11:15 (Europe/Berlin), Mon Tue Wed Thu Fri"),
  });
});

test("a plan pauses and resumes by hand from where the flag is, and ends as it was or rolled back", async () => {
  const { id: rolloutId } = await start();
  await pauseRollout(ground.as(), { rolloutId, reason: "The team is at lunch" });
  await runAt(minutes(30));
  expect(await shares()).toEqual([10]);
  await resumeRollout(ground.as(), { rolloutId });
  expect(await plan()).toMatchObject({ state: "running", next_at: minutes(40), step: 1 });
  await expect(start()).rejects.toThrow("Another plan of this flag goes on");
  await abortRollout(ground.as(), { rolloutId, reason: "Not wanted", rollBack: true });
  expect(await plan()).toMatchObject({ state: "rolled_back", reason: "Not wanted" });
  expect(await configuration()).toMatchObject({ enabled: false, rollout: null });
  await expect(resumeRollout(ground.as(), { rolloutId })).rejects.toThrow("The plan is rolled back since");
});

test("somebody's own change holds the plan with the reason; resumed, it goes on from there", async () => {
  const { id: rolloutId } = await start();
  const change = { flagId, environmentId, rollout: { percentage: 30 }, reason: "Two more brands" };
  await updateFlagConfiguration(ground.as(), change);
  const event = (await ground.events(`type = 'flag.configuration_changed' and subject_id = '${flagId}'`)).at(-1);
  const recorded = { workspaceId: ground.workspaceId, subjectId: flagId, data: event.data };
  await onFlagChanged.run(ground.system(), recorded as unknown as Parameters<typeof onFlagChanged.run>[1]);
  const paused = await plan();
  expect(paused.state).toBe("paused");
  expect(paused.reason).toMatch(
    /changed it in revision \d+ \(Two more brands\): the rollout is 30 %, and the plan had left it at 10 %/,
  );
  ground.setClock(minutes(5));
  await resumeRollout(ground.as(), { rolloutId });
  await runAt(minutes(15));
  expect(await shares()).toEqual([10, 30, 50]);
  // Without its reaction too: the plan looks before each step.
  await updateFlagConfiguration(ground.as(), { flagId, environmentId, enabled: false });
  await runAt(minutes(25));
  expect(await plan()).toMatchObject({ state: "paused", reason: expect.stringContaining("the flag is switched off") });
});

test("a plan is refused where it cannot be meant", async () => {
  await expect(start({ steps: [50, 25] })).rejects.toThrow("Each step must be above the one before.");
  await expect(start({ guards: [{}] })).rejects.toThrow("needs exactly one of ruleId, condition and serviceId");
  const none = { condition: { kind: "threshold", series: "none.such", comparator: "gt", limit: 1 } };
  await expect(start({ guards: [none] })).rejects.toThrow(/guards\.0\.condition\.series/);
  await expect(start({ window: { from: "09:00", to: "17:00", timeZone: "Mars/Base" } })).rejects.toThrow("time zone");
  await ground.running.app.database.raw`
    update flag_environments set requires_approval = true where environment_id = ${environmentId}`;
  await expect(start()).rejects.toThrow("a second member approves every change");
  await ground.running.app.database.raw`
    update flag_environments set requires_approval = false where environment_id = ${environmentId}`;
});

test("where approval is required since, the next step pauses the plan, and nobody resumes it; it can be rolled back", async () => {
  const require = (required: boolean) =>
    ground.running.app.database.raw`
      update flag_environments set requires_approval = ${required} where environment_id = ${environmentId}`;
  const { id: rolloutId } = await start();
  await require(true);
  try {
    await runAt(minutes(10));
    expect(await plan()).toMatchObject({
      state: "paused",
      step: 1,
      reason: expect.stringContaining("ask for the change"),
    });
    await expect(resumeRollout(ground.as(), { rolloutId })).rejects.toThrow("a second member approves every change");
    await runAt(minutes(60));
    expect(await shares()).toEqual([10]);
    await abortRollout(ground.as(), { rolloutId, reason: "Not wanted", rollBack: true });
    expect(await configuration()).toMatchObject({ enabled: false, rollout: null });
  } finally {
    await require(false);
  }
});

test("what two members agreed to since is rolled back neither by one of them nor by a guard", async () => {
  const { workspaceId, running } = ground;
  const { app } = running;
  await updateFlagConfiguration(ground.as(), { flagId, environmentId, enabled: true });
  const [service] = await app.database.raw`
    insert into services (workspace_id, key, name) values (${workspaceId}, 'checkout-api', 'Checkout') returning id`;
  const { id: rolloutId } = await start({ guards: [{ serviceId: service?.id, action: "rollback" }] });
  const admin = createContext({ app, actor: await insertMember(app, workspaceId, "admin") });
  await setFlagEnvironmentSettings(ground.as(), { environmentId, requiresApproval: true });
  try {
    const off = { flagId, environmentId, enabled: false };
    const request = await requestFlagChange(ground.as(), { workspaceId, configuration: off, reason: "Dangerous" });
    await approveFlagChange(admin, { requestId: request.id });
    await runAt(minutes(10));
    expect(await plan()).toMatchObject({ state: "paused", reason: expect.stringContaining("switched off") });

    const back = abortRollout(ground.as(), { rolloutId, reason: "x", rollBack: true });
    await expect(back).rejects.toThrow("was changed since the plan's last step, and there a second member approves");
    expect(await configuration()).toMatchObject({ enabled: false, rollout: { percentage: 10 } });

    const alert = {
      source: "logs",
      fingerprint: "boom",
      title: "Boom",
      reason: "40 a minute.",
      severity: "error" as const,
    };
    const raise = { workspaceId, ...alert, labels: { service: "checkout-api" } };
    await transact(ground.system(), { workspaceId, verb: "raise", input: null }, (tx) =>
      raiseAlert(tx, ground.system(), raise),
    );
    const [opened] = await ground.events("type = 'alert.opened'");
    const event = { workspaceId, subjectId: opened.subject_id } as Parameters<typeof onAlertOpened.run>[1];
    for (const _ of ["once", "and delivered again"]) await onAlertOpened.run(ground.system(), event);
    expect(await plan()).toMatchObject({
      state: "paused",
      alert_id: opened.subject_id,
      reason: expect.stringMatching(/^The guard "[^"]+" was breached: .* It was not rolled back\. .*requestFlagChange/),
    });
    expect(await configuration()).toMatchObject({ enabled: false, rollout: { percentage: 10 } });
    expect((await told()).filter((one) => one.startsWith("rollout.paused"))).toHaveLength(2);
    await abortRollout(ground.as(), { rolloutId, reason: "By hand then" });
    expect(await plan()).toMatchObject({ state: "aborted" });
  } finally {
    await app.database.raw`
      update flag_environments set requires_approval = false where environment_id = ${environmentId}`;
  }
});

test("an API key of another environment starts, holds and ends no plan", async () => {
  const { workspaceId, running } = ground;
  const keyOf = (own: string) =>
    createContext({
      app: running.app,
      actor: {
        type: "api_key",
        apiKeyId: randomUUID(),
        workspaceId,
        environmentId: own,
        kind: "secret",
        scopes: ["flags:write"],
        name: "A key",
        expiresAt: null,
      },
    });
  const plan = { flagId, environmentId, steps: [10, 100], intervalSeconds, startAt: minutes(60) };
  const other = keyOf(randomUUID());
  const beyond = "reaches beyond it";
  await expect(startRollout(other, plan)).rejects.toThrow(beyond);
  const { id: rolloutId } = await startRollout(keyOf(environmentId), plan);
  await expect(pauseRollout(other, { rolloutId, reason: "No" })).rejects.toThrow(beyond);
  await pauseRollout(keyOf(environmentId), { rolloutId, reason: "Lunch" });
  await expect(resumeRollout(other, { rolloutId })).rejects.toThrow(beyond);
  await expect(abortRollout(other, { rolloutId, reason: "No" })).rejects.toThrow(beyond);
  await abortRollout(keyOf(environmentId), { rolloutId, reason: "Not wanted" });
});
