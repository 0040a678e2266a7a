import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { switchFeature } from "../../testing/index.ts";
import { acknowledgeAlert } from "./alert/acknowledge-alert.ts";
import { resolveAlert } from "./alert/resolve-alert.ts";
import { createAlertRoute } from "./routes/create-alert-route.ts";
import { releaseHeldMessages } from "./routes/release-held-messages.ts";
import { previewRule } from "./rules/preview-rule.ts";
import { createAlertSilence } from "./silences/create-alert-silence.ts";
import { endAlertSilence } from "./silences/end-alert-silence.ts";
import { type Pipeline, type PipelineGround, startPipeline } from "./testing/pipeline-ground.ts";

let pipeline: Pipeline;
let ground: PipelineGround;

beforeAll(async () => {
  pipeline = await startPipeline();
});
afterAll(() => pipeline?.close());
beforeEach(async () => {
  ground = await pipeline.newGround();
});

const refused = {
  kind: "event" as const,
  types: ["delivery.refused"],
  atLeast: 3,
  withinSeconds: 60,
  resolveAfterSeconds: 600,
};

async function toAll(changes: object = {}): Promise<string> {
  const channelIds = [await ground.channel()];
  const { workspaceId } = ground;
  return (await createAlertRoute(ground.as(), { workspaceId, name: "All", channelIds, matchers: [], ...changes })).id;
}

const titles = async () => (await ground.rows("notifications")).map(({ message }) => message.title);
const types = async () => (await ground.rows("events", "type like 'alert.%'")).map(({ type }) => type);

test("opens at the n-th event, counts on, ends by silence with its cause, reopens within the flap window, then is a new one", async () => {
  await toAll();
  await ground.rule("Refused", { condition: refused, groupBy: ["data.provider"], flapSeconds: 900 });
  await ground.refuse("github", 2);
  expect(await ground.rows("alerts")).toEqual([]);
  await ground.refuse("stripe", 1);
  await ground.refuse("github", 5);
  expect(await ground.rows("alerts")).toMatchObject([
    { state: "open", count: "7", labels: { provider: "github" }, group_reason: "Grouped by provider “github”." },
  ]);
  await ground.refuse("github", 3);

  ground.setClock(601);
  await ground.tick();
  const [over] = await ground.rows("alerts");
  expect(over).toMatchObject({
    state: "resolved",
    count: "10",
    resolved_by: "condition",
    resolve_cause: "No matching event for 10 min.",
  });
  // It was over ten minutes after the last event, not when somebody looked.
  expect(over.resolved_at.getTime() - over.last_seen_at.getTime()).toBe(600_000);

  ground.setClock(0);
  await ground.refuse("github", 3);
  expect(await ground.rows("alerts")).toMatchObject([{ state: "open", episode: 2, count: "13", resolve_cause: null }]);
  expect(await titles()).toEqual(["Refused", "Resolved: Refused", "Again: Refused"]);
  expect(await types()).toEqual(["alert.opened", "alert.resolved", "alert.opened"]);
});

test("resolved by hand it counts anew, and what goes on opens it again", async () => {
  await ground.rule("Refused", { condition: refused, flapSeconds: 0 });
  await ground.refuse("github", 4);
  const [first] = await ground.rows("alerts");
  await resolveAlert(ground.as(), { alertId: first.id, cause: "Fixed the secret" });
  await ground.refuse("github", 2);
  expect(await ground.rows("alerts", "state <> 'resolved'")).toEqual([]);
  await ground.refuse("github", 1);
  expect(await ground.rows("alerts")).toMatchObject([
    { state: "resolved", resolved_by: "hand", resolve_cause: "Ines Okafor: Fixed the secret" },
    { state: "open", count: "3", episode: 1 },
  ]);
});

test("an absence opens exactly when its time is up, for each group that was seen, and ends when it is seen again", async () => {
  const condition = { kind: "absence" as const, types: ["delivery.refused"], forSeconds: 300 };
  await ground.rule("Silent", { condition, groupBy: ["data.provider"] });
  await ground.refuse("github");
  ground.setClock(200);
  await ground.tick();
  expect(await ground.rows("alerts")).toEqual([]);
  ground.setClock(400);
  await ground.tick();
  const [silent] = await ground.rows("alerts");
  expect(silent).toMatchObject({ state: "open", labels: { provider: "github" } });
  expect(silent.opened_at.getTime() - silent.first_seen_at.getTime()).toBe(300_000);
  ground.setClock(0);
  await ground.refuse("github");
  const [again] = await ground.rows("alerts");
  expect(again).toMatchObject({ state: "resolved", resolve_cause: expect.stringContaining("Seen again") });
});

test("an absence without groups needs to have seen nothing before", async () => {
  await ground.rule("Backup", { condition: { kind: "absence", types: ["delivery.refused"], forSeconds: 3600 } });
  ground.setClock(3500);
  await ground.tick();
  expect(await ground.rows("alerts")).toEqual([]);
  ground.setClock(3700);
  await ground.tick();
  expect(await ground.rows("alerts")).toMatchObject([{ title: "Backup", state: "open" }]);
});

test("a measured limit fires after its time, stays while the value hovers, and clears past its clear limit", async () => {
  const condition = {
    kind: "threshold",
    series: "events.count",
    filter: { type: "delivery.refused" },
    aggregation: "sum",
    windowSeconds: 120,
    comparator: "gte",
    limit: 10,
    clearLimit: 4,
    forSeconds: 60,
  } as const;
  await ground.rule("Many", { condition });
  const minute = Math.ceil(Date.now() / 60_000) * 60_000;
  const { raw } = ground.running.app.database;
  const at = (minutes: number) => new Date(minute + minutes * 60_000);
  const put = (minutes: number, n: number) => raw`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data, occurred_at)
    select ${ground.workspaceId}, 'delivery.refused', 'delivery', uuidv7(), 'system', 'test', '{}', ${at(minutes)}::timestamptz + interval '5 s'
    from generate_series(1, ${n}::int)`;
  const look = async (minutes: number) => {
    ground.setClock(at(minutes));
    await ground.tick();
    return (await ground.rows("alerts")).map(({ state }) => state).join();
  };
  await put(0, 6);
  await put(1, 6);
  expect(await look(2)).toBe("");
  await put(2, 6);
  expect(await look(3)).toBe("open");
  // 6 + 0: below the limit of 10, above the clear limit of 4.
  expect(await look(4)).toBe("open");
  await put(4, 2);
  expect(await look(5)).toBe("resolved");
  const [alert] = await ground.rows("alerts");
  expect(alert.reason).toBe("events.count is 12 events, at or above 10 for 1 min.");
  expect(alert.resolve_cause).toBe("events.count is 2 events, no longer at or above 4.");
  const [rule] = await raw`select evaluated_what from alert_rules where workspace_id = ${ground.workspaceId}`;
  expect(rule?.evaluated_what).toContain("events.count was");
});

describe("what keeps an alert quiet", () => {
  test("a silence: opened and counted, not sent; when it ends by itself the alert takes its routes", async () => {
    await toAll();
    await ground.rule("Refused", { condition: refused, groupBy: ["data.provider"] });
    const { workspaceId } = ground;
    const endsAt = new Date(Date.now() + 120_000);
    const matchers = [{ label: "provider", op: "matches" as const, value: "git*" }];
    await createAlertSilence(ground.as(), { workspaceId, matchers, comment: "Moving", endsAt });
    await ground.refuse("github", 5);
    await ground.refuse("stripe", 3);
    expect(await ground.rows("alerts")).toMatchObject([
      { labels: { provider: "github" }, state: "open", count: "5", silenced_until: endsAt },
      { labels: { provider: "stripe" }, silence_id: null },
    ]);
    expect((await ground.rows("notifications")).map(({ message }) => message.fields[0].value)).toEqual(["stripe"]);
    ground.setClock(121);
    await ground.tick();
    expect((await ground.rows("notifications")).map(({ message }) => message.fields[0].value)).toEqual([
      "stripe",
      "github",
    ]);
    expect(await types()).toContain("alert.unsilenced");
    const [silence] = await ground.running.app.database
      .raw`select silenced from alert_silences where workspace_id = ${workspaceId}`;
    expect(silence?.silenced).toBe(1);
  });

  test("a silence over what is open already, ended by hand: nothing is sent twice", async () => {
    await toAll();
    await ground.rule("Refused", { condition: refused });
    await ground.refuse("github", 3);
    const { workspaceId } = ground;
    const matchers = [{ label: "rule", op: "eq" as const, value: "Refused" }];
    const endsAt = new Date(Date.now() + 3_600_000);
    const { id } = await createAlertSilence(ground.as(), { workspaceId, matchers, comment: "Known", endsAt });
    expect(await ground.rows("alerts")).toMatchObject([{ silence_id: id }]);
    await endAlertSilence(ground.as(), { silenceId: id });
    expect(await ground.rows("alerts")).toMatchObject([{ silence_id: null, state: "open" }]);
    expect(await titles()).toEqual(["Refused"]);
  });

  test("another rule's open alert with equal labels, with the reason; it is heard once that is over", async () => {
    await toAll();
    const quiet = await ground.rule("Few", { condition: { ...refused, atLeast: 5 }, groupBy: ["data.provider"] });
    await ground.rule("Any", {
      condition: { ...refused, atLeast: 3 },
      groupBy: ["data.provider"],
      inhibits: { ruleIds: [quiet], equal: ["provider"] },
    });
    await ground.refuse("github", 6);
    const [any, few] = (await ground.rows("alerts")).sort((a, b) => (a.title < b.title ? -1 : 1));
    expect(few).toMatchObject({ title: "Few", inhibited_by: any.id, state: "open" });
    expect(few.inhibit_reason).toBe("“Any” is open for the same provider “github”, and its rule keeps this one quiet.");
    expect(await titles()).toEqual(["Any"]);
    await resolveAlert(ground.as(), { alertId: any.id, cause: "Fixed" });
    expect(await titles()).toEqual(["Any", "Resolved: Any", "Few"]);
  });
});

test("quiet hours hold messages back and tell them as one at their end; what is critical waits for nothing", async () => {
  const now = new Date();
  const time = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString().slice(11, 16);
  const routeId = await toAll({ quietHours: { timeZone: "Etc/UTC", from: time(-30), to: time(30), days: [] } });
  await ground.rule("Refused", { condition: refused, groupBy: ["data.provider"] });
  await ground.rule("Grave", { condition: { ...refused, atLeast: 6 } }, "critical");
  await ground.refuse("github", 3);
  await ground.refuse("stripe", 3);
  expect(await titles()).toEqual(["Grave"]);
  ground.setClock(31 * 60);
  await releaseHeldMessages(ground.system(), { workspaceId: ground.workspaceId, routeId });
  await releaseHeldMessages(ground.system(), { workspaceId: ground.workspaceId, routeId });
  expect(await titles()).toEqual(["Grave", "2 alerts in the quiet hours, 2 still open"]);
});

test("a digest gathers what comes; while the workspace's flag is off each message is sent at once", async () => {
  const { app } = ground.running;
  await toAll({ digestSeconds: 600 });
  await ground.rule("Refused", { condition: refused, groupBy: ["data.provider"] });
  await ground.refuse("github", 3);
  expect(await titles()).toEqual([]);
  await switchFeature(app, ground.workspaceId, "plumbline.alert-digests", false);
  await ground.refuse("stripe", 3);
  expect(await titles()).toEqual(["Refused"]);
  await switchFeature(app, ground.workspaceId, "plumbline.alert-digests", true);
  await ground.refuse("gitlab", 3);
  expect(await titles()).toEqual(["Refused"]);
});

test("acknowledged by whoever is first; what is over cannot be", async () => {
  await ground.rule("Refused", { condition: refused });
  await ground.refuse("github", 3);
  const [{ id: alertId }] = await ground.rows("alerts");
  await acknowledgeAlert(ground.as(), { alertId, comment: "Looking" });
  const again = await acknowledgeAlert(ground.system(), { alertId, comment: "Me too" });
  expect(again).toMatchObject({ acknowledgedBy: "Ines Okafor", acknowledgeComment: "Looking", state: "acknowledged" });
  await resolveAlert(ground.as(), { alertId, cause: "Done" });
  await expect(acknowledgeAlert(ground.as(), { alertId })).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
});

test("a dry run says the same as the evaluation that followed the same events", async () => {
  const definition = { condition: refused, groupBy: ["data.provider"] };
  await ground.rule("Refused", definition);
  await ground.refuse("github", 4);
  await ground.refuse("stripe", 2);
  await ground.refuse("github", 3);
  await ground.refuse("stripe", 1);
  const preview = await previewRule(ground.as(), ground.workspaceId, { definition });
  const real = await ground.rows("alerts");
  expect(preview.firings.map(({ labels, count, from, reason }) => ({ labels, count, from, reason }))).toEqual(
    real.map(({ labels, count, opened_at, reason }) => ({ labels, count: Number(count), from: opened_at, reason })),
  );
  expect(preview.sentence).toMatch(
    /^Would have fired 2 times: from \d\d:\d\d and still open, because 3 matching events within/,
  );
  const none = await previewRule(ground.as(), ground.workspaceId, {
    definition: { condition: { ...refused, atLeast: 50 } },
  });
  expect(none.sentence).toBe("Would not have fired in the last 24 hours: 10 events matched, never enough of them.");
});
