import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { chooseTargets } from "../choose-targets.ts";
import { connectIntegration } from "../connect-integration.ts";
import { disconnectIntegration } from "../disconnect-integration.ts";
import { reconcileIntegration } from "../reconcile/reconcile-integration.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { resendWebhooks } from "../testing/resend-webhooks-twin.ts";
import { startTwin, type Twin } from "../testing/start-twin.ts";
import { vercelWebhooks } from "../testing/vercel-webhooks-twin.ts";
import type { TwinWebhook } from "../testing/webhooks-case.ts";
import { wiseWebhooks } from "../testing/wise-webhooks-twin.ts";

const cases = [vercelWebhooks, resendWebhooks, wiseWebhooks];
const hooks = new Map(cases.map(({ slug }) => [slug, [] as TwinWebhook[]]));
let twin: Twin;
let server: TestServer;

beforeAll(async () => {
  twin = await startTwin((request) => {
    for (const { slug, answer } of cases) {
      const answered = answer(request, hooks.get(slug) ?? []);
      if (answered) return answered;
    }
    return null;
  });
  server = await startTestServer({ env: Object.assign({}, ...cases.map(({ env }) => env(twin.url))) });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

describe.each(cases)("$slug", ({ slug, fields, target, delivery, signal }) => {
  test("its webhook is made, opens the door for its own signature alone, is made anew when lost, and removed at the end", async () => {
    const ctx = systemOf(server);
    const there = hooks.get(slug) as TwinWebhook[];
    const workspaceId = await insertWorkspace(server.app);
    const given = Object.entries(fields).map(([name, value]) => ({ name, value }));
    const wish = { workspaceId, provider: slug, mode: "webhook" as const, fields: given };
    const { integration, hookUrl } = await connectIntegration(ctx, wish);
    const integrationId = integration.id;
    const ready = target ? await chooseTargets(ctx, { integrationId, targets: [target] }) : integration;
    expect(ready).toMatchObject({ state: "webhook_registered" });
    expect(there.length).toBeGreaterThan(0);
    expect(there[0]?.url).toBe(hookUrl);

    const { body, headers } = delivery(there[0] as TwinWebhook, new Date());
    const send = (text: string) =>
      fetch(hookUrl ?? "", { method: "POST", body: text, headers: { "content-type": "application/json", ...headers } });
    expect((await send(`${body} `)).status).toBe(401);
    expect((await send(body)).status).toBe(202);
    expect(await (await send(body)).json()).toMatchObject({ duplicate: true });
    const told = await eventually(async () => {
      const found = await server.app.database.raw`select type from signals where integration_id = ${integrationId}`;
      return found.length > 0 ? found : null;
    });
    expect(told.map(({ type }) => type)).toEqual([signal]);

    const count = there.length;
    there.length = 0;
    const report = await reconcileIntegration(ctx, { integrationId });
    expect(report).toMatchObject({ recreated: 1, problem: null });
    expect(there).toHaveLength(count);
    const again = delivery(there[0] as TwinWebhook, new Date());
    const sent = await fetch(hookUrl ?? "", {
      method: "POST",
      body: again.body,
      headers: { "content-type": "application/json", ...again.headers },
    });
    expect(sent.ok).toBe(true);
    await disconnectIntegration(ctx, { integrationId });
    expect(there).toEqual([]);
  });
});
