import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { chooseTargets } from "../choose-targets.ts";
import { connectIntegration } from "../connect-integration.ts";
import { disconnectIntegration } from "../disconnect-integration.ts";
import { addProvider } from "../find-provider.ts";
import type { RegistrationContract } from "../provider/registration-contract.ts";
import type { Provider } from "../provider.ts";
import { reconcileIntegration } from "../reconcile/reconcile-integration.ts";
import { rotateWebhookSecret } from "../rotate-webhook-secret.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { type ProviderTwin, startProviderTwin } from "../testing/provider-twin.ts";
import { twinProvider } from "../testing/twin-provider.ts";

// What makes webhooks at the provider holds no lock over its calls: each of them can be overtaken by a disconnection.

let server: TestServer;
let twin: ProviderTwin;
let takeOut = () => {};
/** Runs once, right after the provider made a webhook. */
let afterMaking: (() => Promise<unknown>) | null = null;
/** Runs once, when the disconnection has removed the webhooks it knows. */
let whileRevoking: (() => Promise<unknown>) | null = null;

beforeAll(async () => {
  twin = await startProviderTwin();
  server = await startTestServer({ env: { TWIN_URL: twin.url }, roles: ["serve"] });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});
afterEach(() => {
  takeOut();
  [afterMaking, whileRevoking] = [null, null];
  Object.assign(twin, { hooks: [], misbehave: null });
});

const registration = twinProvider.registration as RegistrationContract;
const hooked: Provider = {
  ...twinProvider,
  registration: {
    ...registration,
    async create(access, wish) {
      const made = await registration.create(access, wish);
      const run = afterMaking;
      afterMaking = null;
      await run?.();
      return made;
    },
  },
  async revoke(access) {
    const run = whileRevoking;
    whileRevoking = null;
    await run?.();
    await twinProvider.revoke?.(access);
  },
};
const row = async (id: string) =>
  (await server.app.database.raw`select state, evidence, next_poll_at from integrations where id = ${id}`)[0];
const remembered = (id: string) =>
  server.app.database.raw`select * from webhook_registrations where integration_id = ${id}`;
const disconnect = (integrationId: string) => disconnectIntegration(systemOf(server), { integrationId });

async function connect(provider: Provider = hooked): Promise<string> {
  takeOut = addProvider(provider);
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId: await insertWorkspace(server.app),
    provider: "twin",
    mode: "webhook",
    fields: [{ name: "accessToken", value: "good" }],
  });
  return integration.id;
}

async function expectNothingLeft(id: string): Promise<void> {
  expect(twin.hooks).toEqual([]);
  expect(await remembered(id)).toEqual([]);
  expect(await row(id)).toMatchObject({ state: "disconnected", next_poll_at: null });
}

test("a comparison that made a webhook while it was disconnected removes it again", async () => {
  const id = await connect();
  twin.hooks = [];
  afterMaking = () => disconnect(id);
  await expect(reconcileIntegration(systemOf(server), { integrationId: id })).rejects.toThrow("is disconnected");
  await expectNothingLeft(id);
});

test("a disconnection removes what a comparison made and stored while it was asking the provider", async () => {
  const id = await connect();
  whileRevoking = () => reconcileIntegration(systemOf(server), { integrationId: id });
  await disconnect(id);
  await expectNothingLeft(id);
});

test("it does so too where the webhook that was made anew has the id of the one before", async () => {
  const steady: RegistrationContract = {
    ...registration,
    create: async (access, wish) => ({ ...(await registration.create(access, wish)), remoteId: wish.url }),
    read: async (access, { remoteId }) => {
      const [found] = (await registration.list?.(access, remoteId)) ?? [];
      return found ? { ...found, remoteId } : null;
    },
    remove: async (access, { target, remoteId }) => {
      const listed = (await registration.list?.(access, remoteId)) ?? [];
      for (const hook of listed) await registration.remove(access, { target, remoteId: hook.remoteId });
    },
    list: async (access, url) =>
      ((await registration.list?.(access, url)) ?? []).map((hook) => ({ ...hook, remoteId: url })),
  };
  const id = await connect({ ...hooked, registration: steady });
  whileRevoking = () => reconcileIntegration(systemOf(server), { integrationId: id });
  await disconnect(id);
  await expectNothingLeft(id);
});

test("choosing targets, and a rotation that makes the webhook anew, remove theirs as well", async () => {
  const targets = { noun: "shelf", plural: "shelves", list: async () => [{ id: "a", name: "A" }] };
  const chosen = await connect({ ...hooked, targets });
  afterMaking = () => disconnect(chosen);
  const input = { integrationId: chosen, targets: ["a"] };
  await expect(chooseTargets(systemOf(server), input)).rejects.toThrow("is disconnected");
  await expectNothingLeft(chosen);
  takeOut();
  const rotated = await connect();
  afterMaking = () => disconnect(rotated);
  await rotateWebhookSecret(systemOf(server), { integrationId: rotated });
  await expectNothingLeft(rotated);
});

test("connecting does so too, when somebody is that quick", async () => {
  afterMaking = async () => {
    const [made] = await server.app.database.raw`select id from integrations order by id desc limit 1`;
    await disconnect(made?.id);
  };
  await expectNothingLeft(await connect());
});

test("what the provider refuses to remove is told as left there", async () => {
  const id = await connect();
  twin.hooks = [];
  afterMaking = async () => {
    await disconnect(id);
    twin.misbehave = (req, res) => {
      if (req.method !== "DELETE") return false;
      res.writeHead(403, { "content-type": "application/json" }).end('{"message":"Not yours any more"}');
      return true;
    };
  };
  await expect(reconcileIntegration(systemOf(server), { integrationId: id })).rejects.toThrow("is disconnected");
  const { text } = (await row(id))?.evidence.disconnected ?? {};
  expect(text).toMatch(/Left at the provider: the webhook of the account \(.*Not yours any more.*\)$/);
});
