import { execFile } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import { promisify } from "node:util";
import type { Row } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../testing/eventually.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { curlLine } from "./curl-line.ts";
import { disconnectIntegration } from "./disconnect-integration.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";
import { openWebhookDoor, systemOf, type WebhookDoor } from "./testing/open-webhook-door.ts";

let server: TestServer;
let door: WebhookDoor;
beforeAll(async () => {
  server = await startTestServer();
  door = await openWebhookDoor(server);
});
afterAll(() => server?.close());

const deliveriesOf = (of: WebhookDoor) =>
  server.app.database.raw`select * from deliveries where integration_id = ${of.integrationId} order by id`;
const signalsOf = (of: WebhookDoor) =>
  server.app.database.raw`select * from signals where integration_id = ${of.integrationId} order by id`;
const firstOf = (rows: readonly Row[]) => rows[0] ?? null;
const integrationOf = async (of: WebhookDoor) =>
  (await server.app.database.raw`select * from integrations where id = ${of.integrationId}`)[0];

test("a signed delivery is stored, becomes its signal, and proves the integration", async () => {
  const answer = await door.send('{"type":"backup.finished","title":"Done","subject":"db-1"}');
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ accepted: true, delivery: expect.stringMatching(/^dlv_/) });
  const signal = await eventually(async () => firstOf(await signalsOf(door)));
  expect(signal).toMatchObject({ type: "backup.finished", title: "Done", subject: "db-1", by: "webhook" });
  const [delivery] = await deliveriesOf(door);
  expect(delivery).toMatchObject({ verdict: "accepted", event: "backup.finished", signal_count: 1 });
  expect(delivery?.body.toString()).toContain("Done");
  const integration = await integrationOf(door);
  expect(integration).toMatchObject({ state: "live" });
  expect(integration?.evidence.live.text).toContain("signature was right");
  const events = await server.app.database
    .raw`select type from events where workspace_id = ${door.workspaceId} order by seq`;
  expect(events.map((event) => event.type)).toEqual([
    "integration.created",
    "delivery.accepted",
    "signal.received",
    "integration.state_changed",
  ]);
});

test("an integration has no door under another provider's name, also once its own is known", async () => {
  const own = await openWebhookDoor(server);
  expect((await own.send("{}")).status).toBe(202);
  const answer = await fetch(own.url.replace("generic-webhook", "github"), { method: "POST", body: "{}" });
  expect(answer.status).toBe(404);
  expect(await deliveriesOf(own)).toHaveLength(1);
});

test("the line that people paste works as it is", async () => {
  const own = await openWebhookDoor(server);
  const { stdout } = await promisify(execFile)("bash", ["-c", curlLine(own.url, own.secret)]);
  expect(JSON.parse(stdout)).toMatchObject({ accepted: true });
  expect(await deliveriesOf(own)).toHaveLength(1);
});

describe("refuses, says why, and keeps it for the log", () => {
  let own: WebhookDoor;
  beforeAll(async () => {
    own = await openWebhookDoor(server);
  });
  const refusal = async (answer: Response) => ({
    status: answer.status,
    ...((await answer.json()) as { error: Record<string, string> }).error,
  });

  test.each([
    ["a wrong secret", 401, "WRONG_SIGNATURE", () => own.send("{}", { secret: "whsec_AAAA" })],
    ["no signature", 401, "UNSIGNED", () => fetch(own.url, { method: "POST", body: "{}" })],
    ["an old one", 401, "STALE", () => own.send("{}", { at: new Date(Date.now() - 400_000) })],
    ["malformed JSON", 400, "MALFORMED", () => own.send("{nope")],
    [
      "an empty signature",
      401,
      "WRONG_SIGNATURE",
      () => fetch(own.url, { method: "POST", body: "{}", headers: { "x-plumbline-signature": "sha256=" } }),
    ],
  ])("%s", async (_name, status, code, send) => {
    expect(await refusal(await send())).toMatchObject({ status, code, message: expect.stringMatching(/\.$/) });
    const last = (await deliveriesOf(own)).at(-1);
    expect(last).toMatchObject({ verdict: "refused", signal_count: 0 });
    expect(last?.reason).toBeTruthy();
  });

  test("a changed body under a genuine signature", async () => {
    const signature = `sha256=${createHmac("sha256", own.secret).update("{}").digest("hex")}`;
    const answer = await fetch(own.url, {
      method: "POST",
      body: "{ }",
      headers: { "x-plumbline-signature": signature },
    });
    expect(answer.status).toBe(401);
  });

  test("an unknown integration, an unknown provider, another method, 10 MB", async () => {
    const unknown = own.url.replace(/int_.*/, "int_01h2xcejqtf2nbrexx3vqjhp41");
    expect((await fetch(unknown, { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(own.url.replace(/int_.*/, "nonsense"), { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(`${server.url}/hooks/nobody/x`, { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(own.url, { method: "PUT", body: "{}" })).status).toBe(405);
    const large = await fetch(own.url, { method: "POST", body: Buffer.alloc(10_000_000) }).catch(
      (error: Error) => error,
    );
    if (large instanceof Response) expect(large.status).toBe(413);
    expect(await signalsOf(own)).toHaveLength(0);
    expect((await integrationOf(own))?.state).toBe("pending");
  });

  test("a request for another host", async () => {
    const { port, pathname } = new URL(own.url);
    const status = await new Promise((resolve, reject) => {
      const req = request({ port, path: pathname, method: "POST", headers: { host: "evil.example" } }, (res) =>
        resolve(res.statusCode),
      );
      req.on("error", reject).end("{}");
    });
    expect(status).toBe(421);
  });

  test("of a flood of forgeries only some are kept", async () => {
    await Promise.all(Array.from({ length: 100 }, () => own.send("{}", { secret: "whsec_AAAA" })));
    expect((await deliveriesOf(own)).length).toBeLessThanOrEqual(35);
  });
});

test("credentials in headers are redacted, names from the payload are made storable", async () => {
  const own = await openWebhookDoor(server);
  await own.send('{"type":"a.b","title":"nul \\u0000 here","id":"\\u0000"}', {
    headers: { authorization: "Bearer hunter2", "x-api-key": "hunter2", cookie: "a=hunter2" },
  });
  const [delivery] = await deliveriesOf(own);
  expect(JSON.stringify(delivery?.headers)).not.toContain("hunter2");
  expect(delivery?.headers.authorization).toBe("[redacted]");
  const signal = await eventually(async () => firstOf(await signalsOf(own)));
  expect(signal?.title).toBe("nul  here");
});

test.each([
  ["a NUL before the JSON", "\u0000{}", 400],
  [
    "half of a surrogate pair everywhere",
    '{"type":"\\ud800","id":"\\udfff","title":"\\ud83d","data":{"\\ud800":"\\udc00","b":"\\\\u0000"}}',
    202,
  ],
  [
    "an emoji cut in two by the limit",
    JSON.stringify({ type: "a.b", title: `${"x".repeat(299)}😀`, id: `${"i".repeat(199)}😀` }),
    202,
  ],
  ["a moment that no calendar has", '{"type":"a.b","at":"-271821-04-20T00:00:00.000Z","timestamp":1e300}', 202],
  ["a thousand levels", `{"type":"a.b","data":{"a":${"[".repeat(1000)}${"]".repeat(1000)}}}`, 202],
])("%s is answered, stored and worked on", async (_name, body, status) => {
  const own = await openWebhookDoor(server);
  expect((await own.send(body)).status).toBe(status);
  const headers = { "x-plumbline-signature": `sha256=${createHmac("sha256", own.secret).update(body).digest("hex")}` };
  expect((await fetch(own.url, { method: "POST", body, headers })).status).toBe(status);
  await eventually(async () => (await deliveriesOf(own)).every((row) => row.processed_at !== null));
  expect((await deliveriesOf(own)).filter((row) => row.outcome)).toEqual([]);
  if (status === 202) expect((await signalsOf(own)).length).toBeGreaterThan(0);
});

test("twenty of the same delivery at once are one", async () => {
  const own = await openWebhookDoor(server);
  const answers = await Promise.all(Array.from({ length: 20 }, () => own.send('{"type":"a.b"}', { id: "msg_same" })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([...Array(19).fill(200), 202]);
  const rows = await deliveriesOf(own);
  expect(rows.filter((row) => row.verdict === "accepted")).toHaveLength(1);
  await eventually(async () => (await signalsOf(own)).length === 1);
});

test("a refused forgery does not keep the genuine delivery of the same id out", async () => {
  const own = await openWebhookDoor(server);
  expect((await own.send("{}", { id: "msg_1", secret: "whsec_AAAA" })).status).toBe(401);
  expect((await own.send("{}", { id: "msg_1" })).status).toBe(202);
});

test("the same one-header request twice is one, since it has no time in it", async () => {
  const own = await openWebhookDoor(server);
  const body = `{"n":"${randomUUID()}"}`;
  const headers = { "x-plumbline-signature": `sha256=${createHmac("sha256", own.secret).update(body).digest("hex")}` };
  expect((await fetch(own.url, { method: "POST", body, headers })).status).toBe(202);
  const again = await fetch(own.url, {
    method: "POST",
    body,
    headers: { ...headers, "webhook-id": "another", "x-plumbline-delivery": "x" },
  });
  expect(await again.json()).toMatchObject({ duplicate: true });
});

test("rotation: both secrets during the overlap, and the old one no longer after it", async () => {
  const own = await openWebhookDoor(server);
  expect((await own.send('{"n":1}')).status).toBe(202);
  const rotated = await rotateWebhookSecret(systemOf(server), { integrationId: own.integrationId, overlapMinutes: 10 });
  const secret = rotated.secret ?? "";
  expect((await own.send('{"n":2}', { secret })).status).toBe(202);
  expect((await own.send('{"n":3}')).status).toBe(202);
  await rotateWebhookSecret(systemOf(server), { integrationId: own.integrationId, overlapMinutes: 0 });
  expect((await own.send('{"n":4}')).status).toBe(401);
  expect((await own.send('{"n":5}', { secret })).status).toBe(401);
});

test("after disconnecting the door is closed at once, and no secret is left", async () => {
  const own = await openWebhookDoor(server);
  expect((await own.send('{"n":1}')).status).toBe(202);
  await disconnectIntegration(systemOf(server), { integrationId: own.integrationId });
  expect((await own.send('{"n":2}')).status).toBe(404);
  expect(await integrationOf(own)).toMatchObject({ state: "disconnected", webhook_secret: null, credentials: null });
});
