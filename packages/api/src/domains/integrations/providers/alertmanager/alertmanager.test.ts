import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { insertWorkspace } from "../../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";
import { alertmanagerSamples } from "./alertmanager-samples.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

test("Alertmanager shows the integration's own token; the same group again and a resolved alert are told apart", async () => {
  const workspaceId = await insertWorkspace(server.app);
  const { integration, hookUrl, secret } = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "alertmanager",
  });
  const send = (body: unknown, token: string) =>
    fetch(hookUrl ?? "", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    });
  const group = alertmanagerSamples[0]?.body as { alerts: { status: string; endsAt: string }[]; status: string };
  expect((await send(group, "another token")).status).toBe(401);
  expect((await send(group, secret ?? "")).status).toBe(202);
  // The repeat differs in nothing that matters; then the first alert ends too.
  expect((await send({ ...group, truncatedAlerts: 1 }, secret ?? "")).status).toBe(202);
  const [firing, resolved] = group.alerts;
  const ended = { ...firing, status: "resolved", endsAt: "2026-11-20T12:10:00Z" };
  expect((await send({ ...group, status: "resolved", alerts: [ended, resolved] }, secret ?? "")).status).toBe(202);
  const told = await eventually(async () => {
    const found = await server.app.database.raw`
      select type, title, subject, occurred_at, data from signals where integration_id = ${integration.id} order by occurred_at`;
    return found.length === 3 ? found : null;
  });
  expect(told.map(({ type }) => type)).toEqual(["alert.firing", "alert.resolved", "alert.resolved"]);
  expect(told[0]).toMatchObject({ title: "Checkout answers slowly", subject: "checkout" });
  expect(told[0]?.data).toMatchObject({
    fingerprint: "c9b2a4b1f4a1d3e7",
    groupKey: '{}:{alertname="HighLatency"}',
    labels: { severity: "critical" },
    startsAt: "2026-11-20T11:58:03.112Z",
  });
  const [kept] = await server.app.database.raw`
    select headers from deliveries where integration_id = ${integration.id} and verdict = 'accepted' limit 1`;
  expect(JSON.stringify(kept)).not.toContain(secret);
});
