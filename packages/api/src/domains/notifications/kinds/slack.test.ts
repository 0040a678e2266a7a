import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import {
  eventually,
  joinWorkspace,
  makeWorkspace,
  startTestServer,
  switchFeature,
  type TestMember,
  type TestServer,
  type TestWorkspace,
} from "../../../testing/index.ts";
import { type SlackTwin, startSlackTwin, type TwinMessage } from "../../../testing/slack-twin.ts";
import { connectIntegration } from "../../integrations/index.ts";
import type { Channel } from "../channel-kind.ts";
import { sendNotification } from "../jobs/send-notification.ts";
import { type NotifyTools, notifyTools, someMessage } from "../testing/notify-ground.ts";
import { updateNotification } from "../update-notification.ts";

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

let twin: SlackTwin;
let server: TestServer;
let tools: NotifyTools;
let workspace: TestWorkspace;
let operator: TestMember;
let viewer: TestMember;
let workspaceId: string;
let channel: Channel;

beforeAll(async () => {
  twin = await startSlackTwin();
  server = await startTestServer({
    env: { SLACK_API_URL: twin.url, SLACK_SIGNING_SECRET: signingSecret, LOG_LEVEL: "silent" },
  });
  tools = notifyTools(server.app);
  workspace = await makeWorkspace(server);
  operator = await joinWorkspace(server, workspace, "OPERATOR", "Omar Haddad");
  viewer = await joinWorkspace(server, workspace, "VIEWER", "Vera Lind");
  workspaceId = decodeId("ws", workspace.id);
  const ctx = systemContext(server.app, "test");
  const fields = [{ name: "accessToken", value: "xoxb-1-abc" }];
  const { integration } = await connectIntegration(ctx, {
    workspaceId,
    provider: "slack",
    name: "Slack",
    fields,
    mode: "webhook",
  });
  const settings = [
    { name: "integrationId", value: integration.id },
    { name: "channel", value: "#ops" },
  ];
  ({ channel } = await tools.addChannel({ workspaceId, kind: "slack", settings, rateCount: 1000 }));
  twin.people.set("U1", operator.email);
  twin.people.set("U2", viewer.email);
  twin.people.set("U3", "stranger@elsewhere.example");
  twin.people.set("U4", null);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
afterEach(() => {
  twin.intercept = () => false;
});

const buttons = [
  { id: "acknowledge", label: "Acknowledge", style: "primary" as const, value: "alr_1" },
  { id: "dismiss", label: "Dismiss", value: "alr_1" },
];

const sent = (id: string, seconds = 25) =>
  eventually(async () => {
    const row = await tools.one(id);
    return row.state === "sent" ? row : null;
  }, seconds);

const newest = () => twin.messages.at(-1) as TwinMessage;
/** The parts of a block that these tests look at. */
interface TwinBlock {
  text: { text: string };
  elements: { action_id: string; value: string }[];
  block_id: string;
}

const blockOf = (message: TwinMessage, type: string) =>
  message.blocks.find((block) => block.type === type) as unknown as TwinBlock;

test("the channel's name became its id, and a message with everything stands there in blocks within Slack's limits", async () => {
  expect(channel.config).toMatchObject({ channel: "#ops", channelId: "C0OPS0001" });
  const { notificationId } = await tools.queue(channel, {
    message: someMessage({
      title: "Refunds <fail> & burn",
      quotes: [
        { label: "The runbook says", text: "restart `payments` with ```make```", kind: "document" },
        { label: "The change", text: "x".repeat(9000), kind: "after" },
      ],
      actions: buttons,
      fields: Array.from({ length: 14 }, (_, n) => ({ label: `f${n}`, value: "v" })),
    }),
  });
  const row = await sent(notificationId);
  const message = newest();
  expect(row.remote).toEqual({ channel: "C0OPS0001", ts: message.ts });
  expect(message.text).toBe("Error: Refunds &lt;fail&gt; &amp; burn (Meridian)");
  expect(blockOf(message, "header").text.text).toBe("Error: Refunds <fail> & burn");
  const fields = message.blocks.find((block) => "fields" in block) as { fields: unknown[] } | undefined;
  expect(fields?.fields).toHaveLength(10);
  const quoted = message.blocks.filter(({ type }) => type === "rich_text");
  expect(JSON.stringify(quoted[0])).toContain("restart `payments` with ```make```");
  expect(JSON.stringify(quoted[1]).length).toBeLessThan(3200);
  expect(blockOf(message, "actions").elements.map((one: { action_id: string }) => one.action_id)).toEqual([
    "acknowledge",
    "dismiss",
  ]);
  expect(await tools.channel(channel.id)).toMatchObject({
    provenFrom: "Slack",
    provenWhat: expect.stringContaining("stands in #ops"),
  });
});

test("what belongs together is a thread; the end is told there, and the first message shows it", async () => {
  const first = await tools.queue(channel, { groupKey: "thread", message: someMessage({ actions: buttons }) });
  const second = await tools.queue(channel, {
    groupKey: "thread",
    message: someMessage({ title: "It escalated", actions: buttons }),
  });
  const root = (await sent(first.notificationId)).remote?.ts;
  const end = await tools.queue(channel, {
    groupKey: "thread",
    message: someMessage({ severity: "ok", resolved: { cause: "the 95th percentile is 0.3 s again" } }),
  });
  await sent(second.notificationId);
  await sent(end.notificationId);
  const thread = twin.messages.filter((message) => message.thread_ts === root);
  expect(thread.map((message) => blockOf(message, "header").text.text)).toEqual([
    "Error: It escalated",
    "Resolved: Checkout answers slowly",
  ]);
  expect(thread[0]?.blocks.some(({ type }) => type === "actions")).toBe(false);
  const top = await eventually(() => {
    const found = twin.messages.find(({ ts }) => ts === root) as TwinMessage;
    return blockOf(found, "header").text.text.startsWith("Resolved") ? found : null;
  });
  expect(JSON.stringify(top.blocks)).toContain("*Resolved:* the 95th percentile is 0.3 s again");
  expect(top.blocks.some(({ type }) => type === "actions")).toBe(false);
  const attempts = await eventually(async () => {
    const made = await tools.attempts(first.notificationId);
    return made.length > 1 ? made : null;
  });
  expect(attempts.map(({ purpose }) => purpose)).toEqual(["send", "update"]);
});

describe("Slack", () => {
  test("takes the message and its answer is lost: it is looked for, and stands there once", async () => {
    twin.intercept = (method, res) => {
      if (method !== "chat.postMessage") return false;
      twin.intercept = () => false;
      // Slack has worked on it; the connection breaks before the answer.
      const { body } = twin.calls.at(-1) as { body: Record<string, unknown> };
      twin.messages.push({ ...(body as unknown as TwinMessage), channel: "C0OPS0001", ts: "1600000000.000100" });
      res.destroy();
      return true;
    };
    const before = twin.messages.length;
    const { notificationId } = await tools.queue(channel, { message: someMessage({ title: "Once only" }) });
    const row = await sent(notificationId);
    expect(twin.messages.length).toBe(before + 1);
    expect(row.remote).toEqual({ channel: "C0OPS0001", ts: "1600000000.000100" });
    const attempts = await tools.attempts(notificationId);
    expect(attempts.map(({ error }) => error === null)).toEqual([false, true]);
    expect(attempts[1]?.response).toBe("Slack has it from an attempt before.");
  });

  test("took it from a worker that was killed before it wrote that down: it stands there once", async () => {
    const ctx = tools.ctx();
    const { notificationId } = await tools.queue(channel, {
      message: someMessage({ title: "Killed behind the answer" }),
    });
    await sent(notificationId);
    const count = () => twin.messages.filter(({ text }) => text.includes("Killed behind the answer")).length;
    expect(count()).toBe(1);
    await server.app.database.raw`delete from notification_attempts where notification_id = ${notificationId}`;
    await server.app.database.raw`
      update notifications set state = 'queued', attempts = 0, sent_at = null, sent_revision = 0, remote = null,
        sending_until = now() - interval '1 second' where id = ${notificationId}`;
    await sendNotification.run(ctx, { workspaceId, channelId: channel.id, notificationId });
    const row = await sent(notificationId);
    expect(count()).toBe(1);
    expect(row.remote?.ts).toBe(twin.messages.find(({ text }) => text.includes("Killed behind"))?.ts);
  });

  test("refuses the channel: it is broken with Slack's word and what to do, and works after the invitation", async () => {
    twin.intercept = (method, res) => {
      if (method !== "chat.postMessage") return false;
      res
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ ok: false, error: "not_in_channel" }));
      return true;
    };
    const { notificationId } = await tools.queue(channel);
    const broken = await eventually(async () => {
      const row = await tools.channel(channel.id);
      return row.brokenAt ? row : null;
    });
    expect(broken.failureReason).toContain("not_in_channel");
    expect(broken.failureNextStep).toContain("Invite the bot");
    twin.intercept = () => false;
    await sent(notificationId);
    expect((await tools.channel(channel.id)).brokenAt).toBeNull();
  });

  test("limits the rate: nothing is asked of it until its Retry-After is over", async () => {
    twin.intercept = (method, res) => {
      if (method !== "chat.postMessage") return false;
      twin.intercept = () => false;
      res.writeHead(429, { "retry-after": "3" }).end();
      return true;
    };
    const startedAt = Date.now();
    const { notificationId } = await tools.queue(channel);
    await sent(notificationId);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2900);
    const attempts = await tools.attempts(notificationId);
    expect(attempts[0]).toMatchObject({ status: 429 });
  });
});

/** What Slack sends when somebody presses a button, signed as Slack signs. */
async function press(
  message: TwinMessage,
  actionId: string,
  userId: string,
  more: { trigger?: string; secret?: string; at?: number } = {},
) {
  const row = blockOf(message, "actions");
  const action = row.elements.find((one: { action_id: string }) => one.action_id === actionId);
  const payload = {
    type: "block_actions",
    team: { id: "T1", domain: "meridian" },
    user: { id: userId, username: `user-${userId}`, name: `user-${userId}`, team_id: "T1" },
    api_app_id: "A1",
    trigger_id: more.trigger ?? `${Date.now()}.${Math.random()}`,
    channel: { id: message.channel, name: "ops" },
    message: { ts: message.ts },
    response_url: `${twin.url}/api//response/${userId}`,
    actions: [{ type: "button", action_id: actionId, block_id: row.block_id, value: action?.value, action_ts: "1.2" }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(more.at ?? Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", more.secret ?? signingSecret)
    .update(`v0:${at}:${body}`)
    .digest("hex");
  const response = await fetch(`${server.url}/hooks/slack`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": at,
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const pressedEvents = async (notificationId: string) =>
  (await tools.events(notificationId)).filter(({ type }) => type === "notification.action_pressed");

describe("a button", () => {
  let message: TwinMessage;
  let notificationId: string;
  const fresh = async () => {
    const queued = await tools.queue(channel, {
      groupKey: `press-${Math.random()}`,
      message: someMessage({ actions: buttons }),
    });
    notificationId = queued.notificationId;
    const { remote } = await sent(notificationId);
    message = twin.messages.find(({ ts }) => ts === remote?.ts) as TwinMessage;
  };

  test("pressed by a member with the right to act is recorded once, answered at once, and the message changes", async () => {
    await fresh();
    const trigger = "t-once";
    // Slack gives three seconds: its press is answered although nothing that is asked of Slack meanwhile is.
    const letGo = twin.hold("users.info");
    expect(await press(message, "acknowledge", "U1", { trigger })).toMatchObject({ status: 200, text: "" });
    expect(await pressedEvents(notificationId)).toEqual([]);
    letGo();
    const [event] = await eventually(async () => {
      const found = await pressedEvents(notificationId);
      return found.length > 0 ? found : null;
    });
    expect(event?.data).toMatchObject({
      notificationId,
      channelId: channel.id,
      actionId: "acknowledge",
      value: "alr_1",
      by: { name: "user-U1", externalId: "U1" },
    });
    expect(event?.data.by).toHaveProperty("userId");
    await press(message, "acknowledge", "U1", { trigger });
    const row = await tools.one(notificationId);
    const ctx = tools.ctx();
    await transact(ctx, { workspaceId, verb: "test", input: null }, (tx) =>
      updateNotification(tx, ctx, {
        workspaceId,
        groupKey: row.groupKey,
        message: someMessage({ acknowledged: { by: "Omar Haddad" } }),
      }),
    );
    server.app.outbox.wakeWorkers();
    await eventually(() => JSON.stringify(message.blocks).includes("*Omar Haddad* is on it."));
    expect(message.blocks.some(({ type }) => type === "actions")).toBe(false);
    expect(await pressedEvents(notificationId)).toHaveLength(1);
  });

  test("pressed while the workspace's flag is off sends that person to Plumbline, and acts again when it is on", async () => {
    await fresh();
    await switchFeature(server.app, workspaceId, "plumbline.message-actions", false);
    const before = twin.answers.length;
    expect((await press(message, "dismiss", "U1")).status).toBe(200);
    const answer = await eventually(() => twin.answers[before]);
    expect(JSON.stringify(answer)).toContain("Buttons are switched off in this workspace. Act in Plumbline instead.");
    expect(await pressedEvents(notificationId)).toEqual([]);
    await switchFeature(server.app, workspaceId, "plumbline.message-actions", true);
    await press(message, "dismiss", "U1");
    await eventually(async () => (await pressedEvents(notificationId)).length === 1);
  });

  test.each([
    ["U2", "a member who may only look", /Your role, viewer, does not let you act here/],
    ["U3", "a stranger", /No member of the workspace has the verified address stranger@elsewhere\.example/],
    ["U4", "somebody whose address Slack never confirmed", /Slack tells no verified mail address of yours/],
    ["U9", "somebody whom Slack does not know", /could not ask Slack who you are/],
  ])("pressed by %s, %s, does nothing, and only that person hears why", async (userId, _who, why) => {
    await fresh();
    const before = twin.answers.length;
    expect((await press(message, "dismiss", userId)).status).toBe(200);
    const answer = await eventually(() => twin.answers[before]);
    expect(answer).toMatchObject({
      response_type: "ephemeral",
      replace_original: false,
      text: expect.stringMatching(why),
    });
    expect(await pressedEvents(notificationId)).toHaveLength(0);
  });

  test("that the message no longer offers does nothing and says who was first", async () => {
    await fresh();
    const old = structuredClone(message);
    const row = await tools.one(notificationId);
    await server.app.database.raw`
      update notifications set message = ${server.app.database.raw.json({ ...someMessage({ acknowledged: { by: "Omar Haddad" } }) } as never)}
      where id = ${row.id}`;
    const before = twin.answers.length;
    await press(old, "acknowledge", "U1");
    const answer = await eventually(() => twin.answers[before]);
    expect(answer.text).toBe("Omar Haddad is on it already.");
  });

  test("is refused at the door when the signature is wrong or old", async () => {
    await fresh();
    expect((await press(message, "acknowledge", "U1", { secret: "another" })).status).toBe(401);
    expect((await press(message, "acknowledge", "U1", { at: Math.floor(Date.now() / 1000) - 400 })).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await pressedEvents(notificationId)).toHaveLength(0);
  });
});
