import { createECDH, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { decodeJwt, importJWK, jwtVerify } from "jose";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { App } from "../../../app.ts";
import type { Actor } from "../../../service/actor.ts";
import { createContext } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import {
  eventually,
  insertMember,
  insertWorkspace,
  type Receiver,
  startReceiver,
  switchFeature,
} from "../../../testing/index.ts";
import type { Channel } from "../channel-kind.ts";
import { listPushDevices } from "../devices/push-device.ts";
import { pushKeyPair } from "../devices/push-keys.ts";
import { registerPushDevice } from "../devices/register-push-device.ts";
import { removePushDevice } from "../devices/remove-push-device.ts";
import { queuePersonalNotification } from "../queue-personal-notification.ts";
import { type NotifyGround, someMessage, startNotifyGround } from "../testing/notify-ground.ts";
import { updateNotification } from "../update-notification.ts";

/** The other half of the encryption, by the authors of RFC 8188's reference. */
const ece = createRequire(import.meta.url)("http_ece") as {
  decrypt(
    body: Buffer,
    params: { version: string; privateKey: ReturnType<typeof createECDH>; authSecret: string },
  ): Buffer;
};

const mails: ParsedMail[] = [];
let refuseMail: { code: number; words: string } | null = null;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: ({ address }, _session, callback) =>
    address.startsWith("gone.")
      ? callback(Object.assign(new Error("No such mailbox here"), { responseCode: 550 }))
      : callback(),
  onData(stream, _session, callback) {
    simpleParser(stream).then((mail) => {
      if (refuseMail) return callback(Object.assign(new Error(refuseMail.words), { responseCode: refuseMail.code }));
      mails.push(mail);
      callback();
    }, callback);
  },
});

let ground: NotifyGround;
let receiver: Receiver;
let workspaceId: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  receiver = await startReceiver();
  const { port } = smtp.server.address() as { port: number };
  ground = await startNotifyGround({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "Plumbline <plumbline@ops.example>",
    PAGERDUTY_EVENTS_URL: new URL(receiver.url).origin,
    PUBLIC_URL: "https://plumb.example",
  });
});
afterAll(async () => {
  await ground?.close();
  await receiver?.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});
beforeEach(async () => {
  workspaceId = await insertWorkspace(ground.app);
  receiver.received.length = 0;
  receiver.answer = (res) => res.writeHead(202).end("{}");
});
afterEach(() => {
  mails.length = 0;
  refuseMail = null;
});

const sent = (id: string, seconds = 15) =>
  eventually(async () => {
    const row = await ground.one(id);
    return row.state === "sent" ? row : null;
  }, seconds);

describe("email", () => {
  const add = async (to: string) =>
    (await ground.addChannel({ workspaceId, kind: "email", settings: [{ name: "to", value: to }] })).channel;

  test("reaches every address; what belongs together is one conversation; the mail server's words are the proof", async () => {
    const channel = await add("ops@meridian.example, lead@meridian.example");
    const first = await ground.queue(channel, { groupKey: "alert-7" });
    const second = await ground.queue(channel, {
      groupKey: "alert-7",
      message: someMessage({ severity: "ok", resolved: { cause: "the deploy was rolled back" } }),
    });
    await sent(first.notificationId);
    await sent(second.notificationId);
    expect(mails).toHaveLength(2);
    expect([mails[0]?.to].flat()[0]?.text).toBe("ops@meridian.example, lead@meridian.example");
    expect(mails[0]?.subject).toBe("Error: Checkout answers slowly (Meridian)");
    expect(mails[1]?.subject).toBe("Resolved: Checkout answers slowly (Meridian)");
    expect(mails[1]?.text).toContain("Resolved: the deploy was rolled back");
    expect(mails[0]?.text).toContain("https://plumb.example/w/");
    expect(mails[0]?.references).toBeTruthy();
    expect(mails[0]?.references).toEqual(mails[1]?.references);
    expect(mails[0]?.messageId).not.toBe(mails[1]?.messageId);
    expect(await ground.channel(channel.id)).toMatchObject({ provenFrom: "127.0.0.1", brokenAt: null });
    expect((await ground.attempts(first.notificationId))[0]?.status).toBe(250);
  });

  test("that the server defers is sent when it takes mail again, with the same Message-ID", async () => {
    refuseMail = { code: 451, words: "Greylisted, come back" };
    const channel = await add("ops@meridian.example");
    const { notificationId } = await ground.queue(channel);
    await eventually(async () => (await ground.attempts(notificationId)).length > 0);
    refuseMail = null;
    await sent(notificationId);
    const attempts = await ground.attempts(notificationId);
    expect(attempts[0]).toMatchObject({ status: 451, error: expect.stringContaining("Greylisted, come back") });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.messageId).toBe(`<${notificationId}@ops.example>`);
  });

  test("to an address that does not exist breaks the channel, in the server's words", async () => {
    const channel = await add("gone.ops@meridian.example");
    await ground.queue(channel);
    const broken = await eventually(async () => {
      const row = await ground.channel(channel.id);
      return row.brokenAt ? row : null;
    });
    expect(broken.failureReason).toContain("No such mailbox here");
    expect(broken.failureNextStep).toContain("Correct the channel's addresses");
  });
});

describe("PagerDuty", () => {
  const key = "0123456789abcdef0123456789abcdef";
  const add = async () =>
    (
      await ground.addChannel({
        workspaceId,
        kind: "pagerduty",
        settings: [
          { name: "routingKey", value: key },
          { name: "region", value: "us" },
        ],
      })
    ).channel;
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

  test("is triggered, acknowledged and resolved as one incident, within its limits, with the cause", async () => {
    const channel = await add();
    const groupKey = `alert-${"x".repeat(300)}`;
    const first = await ground.queue(channel, {
      groupKey,
      message: someMessage({ title: "T".repeat(480), severity: "critical" }),
    });
    await sent(first.notificationId);
    const ctx = ground.ctx();
    await transact(ctx, { workspaceId, verb: "test", input: null }, (tx) =>
      updateNotification(tx, ctx, { workspaceId, groupKey, message: someMessage({ acknowledged: { by: "Ines" } }) }),
    );
    ground.app.outbox.wakeWorkers();
    await eventually(() => receiver.received.length === 2);
    const end = await ground.queue(channel, { groupKey, message: someMessage({ resolved: { cause: "rolled back" } }) });
    await sent(end.notificationId);
    await eventually(() => receiver.received.length >= 3);
    const events = bodies();
    expect(events.map(({ event_action }) => event_action)).toEqual(["trigger", "acknowledge", "resolve"]);
    expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
    expect(events[0].dedup_key.length).toBeLessThanOrEqual(255);
    expect(events[0]).toMatchObject({ routing_key: key, payload: { severity: "critical", source: "checkout-api" } });
    expect(events[0].payload.summary.length).toBeLessThanOrEqual(1024);
    expect(events[2].payload).toMatchObject({
      summary: "Checkout answers slowly. Resolved: rolled back",
      custom_details: { cause: "rolled back" },
    });
    expect(receiver.received[0]?.path).toBe("/v2/enqueue");
  });

  test("that refuses the key breaks the channel; that refuses one event gives up that event", async () => {
    const channel = await add();
    receiver.answer = (res) => res.writeHead(400).end('{"status":"invalid event","errors":["Invalid routing key"]}');
    await ground.queue(channel);
    const broken = await eventually(async () => {
      const row = await ground.channel(channel.id);
      return row.brokenAt ? row : null;
    });
    expect(broken.failureReason).toContain("Invalid routing key");
    receiver.answer = (res) =>
      res.writeHead(400).end('{"status":"invalid event","errors":["\'payload.source\' is missing or blank"]}');
    const other = await add();
    const { notificationId } = await ground.queue(other);
    await eventually(async () => (await ground.one(notificationId)).state === "failed");
    expect((await ground.channel(other.id)).brokenAt).toBeNull();
  });
});

describe("a Slack incoming webhook", () => {
  test("takes blocks without buttons, and its word for a dead address breaks the channel", async () => {
    const { channel } = await ground.addChannel({
      workspaceId,
      kind: "slack_webhook",
      settings: [{ name: "url", value: receiver.url }],
    });
    expect(JSON.stringify(channel.config)).not.toContain("token=tk");
    receiver.answer = (res) => res.writeHead(200).end("ok");
    const first = await ground.queue(channel, {
      message: someMessage({ actions: [{ id: "a", label: "A", value: "v" }] }),
    });
    await sent(first.notificationId);
    const body = JSON.parse(receiver.received[0]?.body ?? "{}");
    expect(body.blocks.map(({ type }: { type: string }) => type)).not.toContain("actions");
    expect((await ground.channel(channel.id)).provenWhat).toContain("Slack answered “ok”");
    receiver.answer = (res) => res.writeHead(404).end("no_service");
    await ground.queue(channel);
    const broken = await eventually(async () => {
      const row = await ground.channel(channel.id);
      return row.brokenAt ? row : null;
    });
    expect(broken.failureReason).toBe("Slack answered 404 (“no_service”).");
  });
});

describe("web push", () => {
  interface Browser {
    ecdh: ReturnType<typeof createECDH>;
    auth: string;
    deviceId: string;
  }
  let member: Actor & { type: "user" };
  const as = (app: App = ground.app) => createContext({ app, actor: member });

  async function allow(path: string): Promise<Browser> {
    const ecdh = createECDH("prime256v1");
    const p256dh = ecdh.generateKeys("base64url");
    const auth = randomBytes(16).toString("base64url");
    const url = `${new URL(receiver.url).origin}${path}`;
    const { id } = await registerPushDevice(as(), { url, p256dh, auth, name: "Firefox on Linux" });
    return { ecdh, auth, deviceId: id };
  }

  async function page(dedupeKey: string, title = "You are on call") {
    const ctx = ground.ctx();
    const { ways } = await transact(ctx, { workspaceId, verb: "test", input: null }, (tx) =>
      queuePersonalNotification(tx, ctx, {
        workspaceId,
        userId: member.userId,
        dedupeKey,
        groupKey: "alert-9",
        message: someMessage({ title, severity: "critical" }),
        subject: { type: "alert", id: "9" },
      }),
    );
    ground.app.outbox.wakeWorkers();
    return ways.find(({ way }) => way === "web_push")?.notificationId ?? "";
  }

  const read = (browser: Browser, request: { raw: Buffer }) =>
    JSON.parse(
      ece.decrypt(request.raw, { version: "aes128gcm", privateKey: browser.ecdh, authSecret: browser.auth }).toString(),
    );

  beforeEach(async () => {
    member = await insertMember(ground.app, workspaceId, "operator");
    receiver.answer = (res) => res.writeHead(201).end();
  });

  test("goes to no browser while the workspace's flag is off, says so, and does when it is on", async () => {
    await allow("/push/gated");
    await switchFeature(ground.app, workspaceId, "plumbline.web-push", false);
    const id = await page("off");
    const row = await eventually(async () => {
      const found = await ground.one(id);
      return found.state === "suppressed" ? found : null;
    });
    expect(row.reason).toBe("The workspace's flag plumbline.web-push is off: no browser is told.");
    expect(receiver.received.some(({ path }) => path === "/push/gated")).toBe(false);
    await switchFeature(ground.app, workspaceId, "plumbline.web-push", true);
    await sent(await page("on"));
    expect(receiver.received.filter(({ path }) => path === "/push/gated")).toHaveLength(1);
  });

  test("is encrypted for the browser alone, signed as this installation, and says where a click leads", async () => {
    const browser = await allow("/push/one");
    const id = await page("p1");
    await sent(id);
    const request = receiver.received.find(({ path }) => path === "/push/one");
    expect(request?.headers).toMatchObject({
      ttl: "86400",
      urgency: "high",
      "content-encoding": "aes128gcm",
      topic: id.replaceAll("-", ""),
    });
    const shown = read(browser, request as never);
    expect(shown).toMatchObject({
      title: "You are on call",
      severity: "critical",
      tag: "alert-9",
      workspace: "Meridian",
    });
    expect(shown.place).toMatch(/^\/w\/.*\/alerts\/alr_1$/);
    const { publicKey } = await pushKeyPair(ground.app);
    const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(String(request?.headers.authorization)) ?? [];
    expect(key).toBe(publicKey);
    const point = Buffer.from(publicKey, "base64url");
    const jwk = {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    };
    await jwtVerify(token, await importJWK(jwk, "ES256"), { audience: new URL(receiver.url).origin });
    expect(decodeJwt(token).sub).toBe("mailto:plumbline@ops.example");
    const [row] = await ground.app.database.raw`select private_key from push_keys`;
    expect(row?.private_key).toMatch(/^v1\./);
    expect((await listPushDevices(as()))[0]?.lastTakenAt).toBeTruthy();
  });

  test("asks only the browsers again that do not have it, and forgets those that are gone", async () => {
    await allow("/push/good");
    const slow = await allow("/push/slow");
    const gone = await allow("/push/gone");
    let refusals = 1;
    receiver.answer = (res, { path }) => {
      if (path === "/push/gone") return res.writeHead(410).end();
      if (path === "/push/slow" && refusals-- > 0) return res.writeHead(503).end("busy");
      return res.writeHead(201).end();
    };
    await sent(await page("p2"));
    const asked = receiver.received
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/push/"))
      .sort();
    expect(asked).toEqual(["/push/gone", "/push/good", "/push/slow", "/push/slow"]);
    const left = (await listPushDevices(as())).map(({ id }) => id);
    expect(left).toContain(slow.deviceId);
    expect(left).not.toContain(gone.deviceId);
  });

  test("without a browser, or with one taken back, says that nobody can see it", async () => {
    const id = await page("p3");
    const row = await eventually(async () => {
      const found = await ground.one(id);
      return found.state === "suppressed" ? found : null;
    });
    expect(row.reason).toBe("No browser was allowed to show messages yet.");
    const browser = await allow("/push/two");
    await expect(
      removePushDevice(
        createContext({ app: ground.app, actor: await insertMember(ground.app, workspaceId, "owner") }),
        { id: browser.deviceId },
      ),
    ).rejects.toThrow("You have no such device");
    await removePushDevice(as(), { id: browser.deviceId });
    expect(await listPushDevices(as())).toEqual([]);
  });

  test("takes no endpoint that lies in the private network, and no key that nothing can be encrypted for", async () => {
    const device = { url: "https://10.0.0.7/push", auth: "B".repeat(22), name: "x" };
    const p256dh = createECDH("prime256v1").generateKeys("base64url");
    await expect(registerPushDevice(as(), { ...device, p256dh })).rejects.toThrow(/private or reserved/);
    await expect(registerPushDevice(as(), { ...device, p256dh: "A".repeat(87) })).rejects.toThrow(
      /no point of the curve/,
    );
  });

  test("goes to the browsers of the roles that a channel names", async () => {
    await allow("/push/role");
    const { channel }: { channel: Channel } = await ground.addChannel({
      workspaceId,
      kind: "web_push",
      settings: [{ name: "audience", value: "operators" }],
    });
    await sent((await ground.queue(channel)).notificationId);
    const { channel: admins } = await ground.addChannel({
      workspaceId,
      kind: "web_push",
      settings: [{ name: "audience", value: "admins" }],
    });
    const { notificationId } = await ground.queue(admins);
    await eventually(async () => (await ground.one(notificationId)).state === "suppressed");
    expect(receiver.received.filter(({ path }) => path === "/push/role")).toHaveLength(1);
  });
});
