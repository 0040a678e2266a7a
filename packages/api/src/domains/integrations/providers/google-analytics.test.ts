import { afterAll, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { openAccess } from "../access/open-access.ts";
import { connectIntegration } from "../connect-integration.ts";
import type { ForwardedEvent } from "../provider.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { startTwin, type Twin } from "../testing/start-twin.ts";
import { googleAnalytics } from "./google-analytics.ts";

let twin: Twin;
let server: TestServer;

beforeAll(async () => {
  twin = await startTwin(({ path, body }) => {
    if (path === "/mp/collect") return [204];
    if (path !== "/debug/mp/collect") return null;
    const [event] = body.events as { name: string }[];
    const isFine = event?.name === "plumbline_connected" && typeof body.client_id === "string";
    const fault = { fieldPath: "events", description: "Event name is missing.", validationCode: "NAME_INVALID" };
    return [200, { validationMessages: isFine ? [] : [fault] }];
  });
  server = await startTestServer({ env: { GA_COLLECT_URL: twin.url } });
});
afterAll(async () => {
  await server?.close();
  await twin?.close();
});

const fields = (measurementId: string) => [
  { name: "measurementId", value: measurementId },
  { name: "apiSecret", value: "R4nd0m_secret-of-a-stream" },
];
const connect = async (measurementId: string) =>
  await connectIntegration(systemOf(server), {
    workspaceId: await insertWorkspace(server.app),
    provider: "google-analytics",
    fields: fields(measurementId),
  });

test("a measurement id of another form is refused before anything is sent", async () => {
  await expect(connect("UA-12345-1")).rejects.toThrow("measurement id");
  expect(twin.asked).toHaveLength(0);
});

test("connecting sends a test event to the validation server, and claims no more than that", async () => {
  const { integration } = await connect("G-ABC1234567");
  const [sent] = twin.asked;
  expect(sent?.path).toBe("/debug/mp/collect");
  expect(sent?.query.get("measurement_id")).toBe("G-ABC1234567");
  expect(integration).toMatchObject({ state: "authorised", account: "G-ABC1234567" });
  expect(integration.evidence.authorised?.text).toContain("it does not check the API secret");
  expect(googleAnalytics.unprovable).toContain("does not check the API secret");
});

test("a signal becomes an event of Google's form; one that is too old for Google gets the moment of its arrival", async () => {
  const credentials = { measurementId: "G-ABC1234567", apiSecret: "R4nd0m_secret-of-a-stream" };
  const access = openAccess(server.app, { provider: googleAnalytics, credentials });
  const event: ForwardedEvent = {
    type: "pull_request.merged",
    id: "0191d3a0-0000-7000-8000-000000000001",
    occurredAt: new Date(Date.now() - 60_000),
    subject: "acme/shop#12",
    title: "x".repeat(300),
    data: {},
  };
  expect(await googleAnalytics.forward?.send(access, event)).toContain("204");
  const fresh = twin.asked.at(-1);
  expect(fresh?.query.get("api_secret")).toBe("R4nd0m_secret-of-a-stream");
  expect(fresh?.body.timestamp_micros).toBe(String(event.occurredAt.getTime() * 1000));
  const [told] = (fresh?.body.events ?? []) as { name: string; params: Record<string, string> }[];
  expect(told?.name).toBe("pull_request_merged");
  expect(told?.params).toMatchObject({ plumbline_id: event.id, subject: "acme/shop#12", title: "x".repeat(100) });
  await googleAnalytics.forward?.send(access, { ...event, occurredAt: new Date(Date.now() - 73 * 3_600_000) });
  expect(twin.asked.at(-1)?.body).not.toHaveProperty("timestamp_micros");
  expect(twin.asked.at(-1)?.body.client_id).toBe(fresh?.body.client_id);
});
