import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { integrationClaims } from "./claims.ts";
import { openWebhookDoor } from "./testing/open-webhook-door.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const claimsOf = (workspaceId: string) => integrationClaims.list(systemContext(server.app, "test"), workspaceId);

test("an empty workspace claims nothing but that a first signal will come", async () => {
  const claims = await claimsOf(await insertWorkspace(server.app));
  expect(claims).toEqual([expect.objectContaining({ id: "integrations:first-signal", state: "claimed", proof: null })]);
});

test("a connected door is claimed, broken by a refusal, proven by a signed delivery", async () => {
  const begunAt = Date.now();
  const door = await openWebhookDoor(server);
  expect(await claimsOf(door.workspaceId)).toEqual([
    expect.objectContaining({ state: "claimed", reason: "Nothing signed has arrived yet" }),
  ]);

  await door.send("{}", { secret: "whsec_AAAA" });
  const [broken] = await claimsOf(door.workspaceId);
  expect(broken).toMatchObject({
    state: "broken",
    since: expect.any(Date),
    nextStep: { label: "Look at the refused delivery", href: expect.stringMatching(/^deliveries\/dlv_/) },
  });
  expect(broken?.since?.getTime()).toBeGreaterThan(begunAt);
  expect(broken?.reason).toContain("does not match the body and the secret");

  await door.send('{"type":"a.b"}');
  const proven = await eventually(async () =>
    (await claimsOf(door.workspaceId)).find((claim) => claim.state === "proven"),
  );
  expect(proven).toMatchObject({ proof: { from: "Signed webhook" }, reason: null, nextStep: null });
  expect(proven.proof?.when.getTime()).toBeGreaterThan(begunAt);
});

test("silence for more than a week is stale, not proven", async () => {
  const door = await openWebhookDoor(server);
  await door.send('{"type":"a.b"}');
  await eventually(async () => (await claimsOf(door.workspaceId))[0]?.state === "proven");
  const later = { ...server.app, clock: { now: () => new Date(Date.now() + 8 * 86_400_000) } };
  const [claim] = await integrationClaims.list(systemContext(later, "test"), door.workspaceId);
  expect(claim).toMatchObject({ state: "stale", nextStep: { label: "Send a test delivery" } });
});
