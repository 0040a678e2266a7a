import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../../../graphql/ids.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { makeWorkspace, type TestWorkspace } from "../../../../testing/make-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { pollIntegration } from "../../poll-integration.ts";
import { discordTwin } from "../../testing/discord-twin.ts";
import { goThroughConnect } from "../../testing/go-through-connect.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import type { Happening } from "../../testing/provider-case.ts";
import { startTwin, type Twin } from "../../testing/start-twin.ts";
import { discordSamples } from "./discord-samples.ts";

const keys = generateKeyPairSync("ed25519");
const happened: Happening[] = [];
let twin: Twin;
let server: TestServer;
let workspace: TestWorkspace;

beforeAll(async () => {
  twin = await startTwin(discordTwin.routes(happened));
  const publicKey = keys.publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  server = await startTestServer({ env: { ...discordTwin.env(twin.url), DISCORD_PUBLIC_KEY: publicKey } });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const raw = () => server.app.database.raw;

async function deliver(payload: unknown, key: KeyObject = keys.privateKey): Promise<Response> {
  const body = JSON.stringify(payload);
  const timestamp = String(Math.floor(Date.now() / 1000));
  return await fetch(`${server.url}/hooks/discord`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-signature-timestamp": timestamp,
      "x-signature-ed25519": sign(null, Buffer.from(timestamp + body), key).toString("hex"),
    },
  });
}

const ping = { version: 1, application_id: "1234560123456789012", type: 0 };

test("a ping is answered 204 before anybody is connected, and a forged one is not", async () => {
  const answer = await deliver(ping);
  expect([answer.status, await answer.text()]).toEqual([204, ""]);
  expect((await deliver(ping, generateKeyPairSync("ed25519").privateKey)).status).toBe(404);
});

test("an event is taken for the server that was granted, and for no other", async () => {
  const flow = await goThroughConnect(server, workspace, "discord", { mode: "webhook" });
  expect(flow.authorize.searchParams.get("permissions")).toBe("66560");
  const id = flow.integrationIn(await flow.comeBack({ code: "good" }));
  const added = structuredClone(discordSamples[0]?.body) as { event: { data: { guild: { id: string } } } };
  expect((await deliver(added)).status).toBe(404);
  added.event.data.guild.id = "600";
  expect((await deliver(added, generateKeyPairSync("ed25519").privateKey)).status).toBe(401);
  expect((await deliver(added)).status).toBe(202);
  const [signal] = await eventually(async () => {
    const found = await raw()`select type, subject from signals where integration_id = ${id}`;
    return found.length > 0 ? found : null;
  });
  expect(signal).toMatchObject({ type: "application.authorized", subject: "Test server" });
});

test("a channel of a server that was not granted is not read, though the operator's bot may sit there", async () => {
  const flow = await goThroughConnect(server, workspace, "discord", { mode: "polling" });
  const id = flow.integrationIn(await flow.comeBack({ code: "good" }));
  const ctx = systemOf(server);
  await chooseTargets(ctx, { integrationId: id, targets: ["999"] });
  await eventually(async () => {
    const [found] = await raw()`select last_polled_at from integrations where id = ${id}`;
    return found?.last_polled_at;
  });
  await pollIntegration(ctx, { workspaceId: decodeId("ws", workspace.id), integrationId: id });
  expect(twin.asked.filter(({ path }) => path.includes("/channels/999/"))).toHaveLength(0);
});
