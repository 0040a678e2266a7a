import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { transact } from "../../service/transact.ts";
import { eventually, insertMember, type SpawnedNode, spawnNode } from "../../testing/index.ts";
import { acknowledgeAlert } from "./alert/acknowledge-alert.ts";
import { raiseAlert } from "./alert/raise-alert.ts";
import { escalateAlert } from "./jobs/escalate-alert.ts";
import { addOnCallOverride } from "./on-call/add-on-call-override.ts";
import { createOnCallSchedule } from "./on-call/create-on-call-schedule.ts";
import { updateOnCallSchedule } from "./on-call/update-on-call-schedule.ts";
import { createEscalationPolicy } from "./policies/create-escalation-policy.ts";
import { createAlertRoute } from "./routes/create-alert-route.ts";
import { createAlertSilence } from "./silences/create-alert-silence.ts";
import { endAlertSilence } from "./silences/end-alert-silence.ts";
import { type Pipeline, type PipelineGround, startPipeline } from "./testing/pipeline-ground.ts";

let pipeline: Pipeline;
let ground: PipelineGround;
let ana: string;
let ben: string;
let worker: SpawnedNode | null = null;

beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline?.close());
beforeEach(async () => {
  ground = await pipeline.newGround();
  const { app } = ground.running;
  ana = (await insertMember(app, ground.workspaceId, "operator")).userId;
  ben = (await insertMember(app, ground.workspaceId, "operator")).userId;
});
afterEach(async () => {
  await worker?.kill();
  worker = null;
});

async function escalating(
  steps: { afterSeconds: number; targets: { kind: "channel" | "member" | "schedule"; id: string }[] }[],
) {
  const { workspaceId } = ground;
  const policy = await createEscalationPolicy(ground.as(), { workspaceId, name: "Nights", steps });
  await createAlertRoute(ground.as(), { workspaceId, name: "All", channelIds: [], matchers: [], policyId: policy.id });
}

async function raise(fingerprint = "disk") {
  const { workspaceId } = ground;
  const ctx = ground.system();
  const input = {
    workspaceId,
    source: "test",
    fingerprint,
    title: "Disk full",
    reason: "97 %",
    severity: "critical" as const,
  };
  return await transact(ctx, { workspaceId, verb: "raise", input: null }, (tx) => raiseAlert(tx, ctx, input));
}

async function stepAt(moment: string, alertId: string): Promise<void> {
  ground.setClock(new Date(moment));
  const [{ episode, escalation_step }] = await ground.rows("alerts", `id = '${alertId}'`);
  const step = escalation_step as number;
  await escalateAlert.run(ground.system(), { workspaceId: ground.workspaceId, alertId, episode, step });
}

/** Users who were told, in the order of the telling. */
async function told(): Promise<string[]> {
  const rows = await ground.running.app.database.raw`
    select c.user_id from notifications n join channels c on c.id = n.channel_id
    where n.workspace_id = ${ground.workspaceId} and c.user_id is not null and c.kind = 'inbox' order by n.id`;
  return rows.map(({ user_id }) => user_id);
}

const escalated = () => ground.rows("events", "type = 'alert.escalated'");

test("each step tells who is on call at its moment, across both changes of the clocks", async () => {
  const { workspaceId } = ground;
  ground.setClock(new Date("2027-03-01T00:00:00Z"));
  const schedule = await createOnCallSchedule(ground.as(), {
    workspaceId,
    name: "Primary",
    timeZone: "Europe/Berlin",
    layers: [
      {
        name: "Weeks",
        userIds: [ana, ben],
        turn: { unit: "weeks", length: 1 },
        startsOn: "2027-03-22",
        handOverAt: "09:00",
      },
    ],
  });
  await escalating(
    [0, 3600].map((afterSeconds) => ({ afterSeconds, targets: [{ kind: "schedule", id: schedule.id }] })),
  );
  // Summer time begins on 28 March 2027: the hand-over of Monday the 29th is at 07:00Z, no longer at 08:00Z.
  ground.setClock(new Date("2027-03-29T06:30:00Z"));
  const spring = await raise("spring");
  await stepAt("2027-03-29T06:30:00Z", spring.id);
  await stepAt("2027-03-29T07:30:00Z", spring.id);
  expect(await told()).toEqual([ana, ben]);
  // And ends on 31 October 2027: the hand-over of Monday, 1 November, is at 08:00Z again.
  ground.setClock(new Date("2027-11-01T07:30:00Z"));
  const autumn = await raise("autumn");
  await stepAt("2027-11-01T07:30:00Z", autumn.id);
  await stepAt("2027-11-01T08:30:00Z", autumn.id);
  expect((await told()).slice(2)).toEqual([ben, ana]);
  expect((await escalated()).map(({ data }) => [data.step, data.told, data.missed])).toEqual([
    [1, ["Ines Okafor (on call in “Primary”)"], []],
    [2, ["Ines Okafor (on call in “Primary”)"], []],
    [1, ["Ines Okafor (on call in “Primary”)"], []],
    [2, ["Ines Okafor (on call in “Primary”)"], []],
  ]);
});

test("a layer that begins more than two years ahead is refused with the reason", async () => {
  const { workspaceId } = ground;
  const turn = { unit: "days" as const, length: 1 };
  const layers = [{ name: "Far", userIds: [ana], turn, startsOn: "9999-12-31", handOverAt: "09:00" }];
  const refusal = {
    issues: [{ path: ["layers", "0", "startsOn"], message: expect.stringContaining("two years ahead") }],
  };
  const wish = { workspaceId, name: "Far", timeZone: "Etc/UTC", layers };
  await expect(createOnCallSchedule(ground.as(), wish)).rejects.toMatchObject(refusal);
  const near = layers.map((layer) => ({ ...layer, startsOn: "2026-01-05" }));
  const { id } = await createOnCallSchedule(ground.as(), { ...wish, layers: near });
  await expect(updateOnCallSchedule(ground.as(), { scheduleId: id, layers })).rejects.toMatchObject(refusal);
});

test("nobody on call is said, and stops nobody else; an override puts somebody there", async () => {
  const { workspaceId } = ground;
  const nextYear = new Date(ground.running.app.clock.now().getTime() + 365 * 86_400_000);
  const layers = [
    {
      name: "Later",
      userIds: [ana],
      turn: { unit: "days" as const, length: 1 },
      startsOn: nextYear.toISOString().slice(0, 10),
      handOverAt: "09:00",
    },
  ];
  const schedule = await createOnCallSchedule(ground.as(), { workspaceId, name: "Empty", timeZone: "Etc/UTC", layers });
  const targets = [
    { kind: "schedule" as const, id: schedule.id },
    { kind: "member" as const, id: ben },
  ];
  await escalating([0, 60].map((afterSeconds) => ({ afterSeconds, targets })));
  const alert = await raise();
  await stepAt(new Date().toISOString(), alert.id);
  expect((await escalated()).map(({ data }) => data.missed)).toEqual([["Nobody is on call in “Empty” now."]]);
  expect(await told()).toEqual([ben]);
  const endsAt = new Date(Date.now() + 7_200_000);
  await addOnCallOverride(ground.as(), { scheduleId: schedule.id, userId: ana, startsAt: new Date(), endsAt });
  await stepAt(new Date(Date.now() + 61_000).toISOString(), alert.id);
  expect(await told()).toEqual([ben, ana, ben]);
});

test("acknowledged it escalates no further; a silence stops it and its end lets it go on", async () => {
  await escalating([60, 60].map((afterSeconds) => ({ afterSeconds, targets: [{ kind: "member", id: ana }] })));
  const alert = await raise();
  const { workspaceId } = ground;
  const endsAt = new Date(Date.now() + 600_000);
  const matchers = [{ label: "source", op: "eq" as const, value: "test" }];
  const silence = await createAlertSilence(ground.as(), { workspaceId, matchers, comment: "Known", endsAt });
  await stepAt(new Date(Date.now() + 61_000).toISOString(), alert.id);
  expect(await told()).toEqual([]);
  await endAlertSilence(ground.as(), { silenceId: silence.id });
  await stepAt(new Date(Date.now() + 122_000).toISOString(), alert.id);
  expect(await told()).toEqual([ana]);
  await acknowledgeAlert(ground.as(), { alertId: alert.id, comment: "" });
  await escalateAlert.run(ground.system(), { workspaceId, alertId: alert.id, episode: 1, step: 1 });
  expect(await told()).toEqual([ana]);
});

test("timers survive a killed worker: each step is taken, once", async () => {
  await escalating([2, 2].map((afterSeconds) => ({ afterSeconds, targets: [{ kind: "member", id: ana }] })));
  const run = async () => {
    const started = spawnNode(new URL("../../testing/run-worker.ts", import.meta.url), ground.running.env);
    await started.printed("works");
    return started;
  };
  worker = await run();
  await raise();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await worker.kill();
  worker = await run();
  // On a machine that is slow to start a worker the second is due by the time at which the first is seen.
  await eventually(async () => (await escalated()).length >= 1, 30);
  await worker.kill();
  worker = await run();
  await eventually(async () => (await escalated()).length === 2, 30);
  const [alert] = await ground.rows("alerts");
  expect(alert).toMatchObject({ state: "open", escalation_step: null, escalate_at: null });
  expect((await escalated()).map(({ data }) => data.step)).toEqual([1, 2]);
  expect(await told()).toEqual([ana, ana]);
}, 90_000);
