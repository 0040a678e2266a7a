import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { integrations } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { systemContext } from "../../../service/context.ts";
import { eventually } from "../../../testing/eventually.ts";
import { freePort } from "../../../testing/free-port.ts";
import { makeWorkspace, type TestWorkspace } from "../../../testing/make-workspace.ts";
import { startTestApp, type TestApp } from "../../../testing/start-test-app.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { accessOf } from "../access/access-of.ts";
import { openCredentials } from "../access/integration-secrets.ts";
import { addProvider } from "../find-provider.ts";
import { renewCredentialsTask } from "../jobs/renew-credentials.ts";
import { renewDueTask } from "../jobs/renew-due.ts";
import { type OidcFarSide, startOidcFarSide } from "../testing/oidc-far-side.ts";
import { type ProviderTwin, startProviderTwin } from "../testing/provider-twin.ts";
import { twinProvider } from "../testing/twin-provider.ts";

let far: OidcFarSide;
let twin: ProviderTwin;
let server: TestServer;
let second: TestApp;
let workspace: TestWorkspace;
let takeOut: () => void;

beforeAll(async () => {
  takeOut = addProvider(twinProvider);
  const port = await freePort();
  twin = await startProviderTwin();
  far = await startOidcFarSide({
    clientId: "plumbline-twin",
    clientSecret: "a-long-client-secret-of-the-twin",
    redirectUri: `http://localhost:${port}/connect/twin/callback`,
    accessTokenSeconds: 300,
  });
  const PLUMBLINE_DATA = mkdtempSync(join(tmpdir(), "plumbline-renew-"));
  const env = { PORT: String(port), PLUMBLINE_DATA, TWIN_URL: twin.url, TWIN_OAUTH_URL: far.url };
  server = await startTestServer({ env, roles: ["serve"] });
  second = await startTestApp({ env, databaseUrl: server.databaseUrl });
  // A worker for the mail of signing up, and gone before the tests: they alone decide when a job runs.
  const worker = await startTestServer({ env, databaseUrl: server.databaseUrl, roles: ["work"] });
  workspace = await makeWorkspace(server);
  await worker.close();
});
afterAll(async () => {
  takeOut?.();
  await second?.close();
  await server?.close();
  await far?.close();
  await twin?.close();
});
beforeEach(() => {
  Object.assign(far, { grants: [], atOnce: { now: 0, most: 0 }, slowBy: 0, hangUp: false, refuse: null });
});

/** Connects through the browser's doors. @returns the integration's id */
async function connect(): Promise<string> {
  const get = (url: string) => fetch(url, { headers: { cookie: workspace.owner.cookie }, redirect: "manual" });
  const leaving = await get(`${server.url}/connect/twin?workspace=${workspace.id}&method=oauth2&mode=polling`);
  const back = await far.signInAndAllow(leaving.headers.get("location") ?? "");
  const done = await get(back);
  const id = /int_\w+/.exec(done.headers.get("location") ?? "")?.[0];
  if (!id) throw new Error(`Not connected: ${await done.text()}`);
  return decodeId("int", id);
}

const apps = () => [server.app, second.app];
const row = async (id: string) => (await server.app.database.raw`select * from integrations where id = ${id}`)[0];
const loaded = async (app: TestApp["app"], id: string) => {
  const ctx = systemContext(app, "test");
  const workspaceId = decodeId("ws", workspace.id);
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select().from(integrations).where(eq(integrations.id, id)),
  );
  if (!found) throw new Error("The integration is gone.");
  return { ctx, integration: found };
};
const ended = (id: string) =>
  server.app.database.raw`update integrations set credentials_expire_at = now() - interval '1 second' where id = ${id}`;
/** What one caller does: opens the provider's API and calls it. */
async function call(app: TestApp["app"], id: string): Promise<string> {
  const { ctx, integration } = await loaded(app, id);
  const access = await accessOf(ctx, integration);
  await access.call("GET", "/me");
  return access.credentials.accessToken ?? "";
}
const refreshes = () => far.grants.filter((line) => line.startsWith("refresh_token"));

test("connecting keeps the token's life, and the job renews it ahead of its end", async () => {
  const id = await connect();
  const before = await row(id);
  expect(before).toMatchObject({ state: "authorised", credentials_version: 1 });
  const life = before?.credentials_expire_at.getTime() - before?.credentials_issued_at.getTime();
  expect(life).toBeGreaterThan(250_000);
  expect(life).toBeLessThanOrEqual(300_000);
  expect(before?.credentials_expire_at.getTime() - before?.next_refresh_at.getTime()).toBeCloseTo(life / 5, -1);
  await server.app.database.raw`update integrations set next_refresh_at = now() where id = ${id}`;
  await renewDueTask.run(systemContext(server.app, "test"), {});
  expect((await row(id))?.next_refresh_at.getTime()).toBeGreaterThan(Date.now() + 60_000);
  await renewCredentialsTask.run(systemContext(server.app, "test"), {
    workspaceId: decodeId("ws", workspace.id),
    integrationId: id,
  });
  const after = await row(id);
  expect(after).toMatchObject({ credentials_version: 2, refreshing_until: null, refresh_failure: null });
  expect(after?.evidence.authorised.text).toMatch(/^Twin gave a new token, good until 20/);
  expect(after?.credentials).not.toBe(before?.credentials);
  const [event] = await server.app.database
    .raw`select data from events where type = 'integration.credentials_renewed' and subject_id = ${id}`;
  expect(JSON.stringify(event)).not.toContain("refresh");
});

describe("fifty callers in two processes find the token ended", () => {
  test("one refresh and no revoked family, twenty times in a row", async () => {
    const id = await connect();
    far.slowBy = 40;
    for (let round = 1; round <= 20; round += 1) {
      far.grants = [];
      await ended(id);
      const tokens = await Promise.all(
        Array.from({ length: 50 }, (_one, index) => call(apps()[index % 2] as TestApp["app"], id)),
      );
      expect(refreshes(), `round ${round}`).toEqual(["refresh_token 200"]);
      expect(new Set(tokens).size, `round ${round}`).toBe(1);
      expect((await row(id))?.credentials_version).toBe(1 + round);
    }
    expect(far.atOnce.most).toBe(1);
  });

  test("the same when nobody knew that it had ended, and the provider says 401", async () => {
    const id = await connect();
    const { integration } = await loaded(server.app, id);
    twin.tokens = new Set();
    const trust = setInterval(async () => {
      const now = await loaded(server.app, id);
      if (now.integration.credentialsVersion > 1) {
        twin.tokens?.add(openCredentials(server.app, now.integration).accessToken ?? "");
      }
    }, 5);
    expect(integration.credentialsVersion).toBe(1);
    try {
      // The far side learns of the new token a moment after it is stored; a caller that comes before is refused once more.
      await Promise.allSettled(
        Array.from({ length: 50 }, (_one, index) => call(apps()[index % 2] as TestApp["app"], id)),
      );
      await eventually(async () => await call(server.app, id));
    } finally {
      clearInterval(trust);
      twin.tokens = null;
    }
    expect(refreshes()[0]).toBe("refresh_token 200");
    expect(refreshes()).not.toContain("refresh_token 400");
    expect(far.atOnce.most).toBe(1);
  });
});

test("a grant that was revoked degrades at once, says why, and is not asked for again", async () => {
  const id = await connect();
  far.revokeAll();
  await ended(id);
  await expect(call(server.app, id)).rejects.toThrow(/renews this token no more: .*\(invalid_grant\)/);
  const degraded = await row(id);
  expect(degraded).toMatchObject({ state: "degraded", next_refresh_at: null });
  expect(degraded?.evidence.degraded).toMatchObject({
    cause: "credentials",
    nextStep: expect.stringMatching(/^Connect again/),
  });
  expect(degraded?.refresh_failure).toMatchObject({ final: true });
  await expect(call(second.app, id)).rejects.toThrow(/renews this token no more/);
  expect(refreshes()).toHaveLength(1);
});

test("a token endpoint that is away is tried again with longer waits, and is no reason to reconnect", async () => {
  const id = await connect();
  far.refuse = 503;
  await ended(id);
  const waits: number[] = [];
  for (let tries = 1; tries <= 3; tries += 1) {
    await server.app.database.raw`update integrations set next_refresh_at = now() where id = ${id}`;
    await expect(call(server.app, id)).rejects.toThrow(/did not renew the token for now/);
    // Whoever comes meanwhile keeps to the wait.
    await expect(call(second.app, id)).rejects.toThrow(/did not renew the token for now/);
    const now = await row(id);
    expect(now).toMatchObject({ state: "authorised", refresh_failures: tries });
    expect(now?.refresh_failure).toMatchObject({ final: false, nextStep: "Wait: it is tried again by itself." });
    waits.push(now?.next_refresh_at.getTime() - Date.now());
  }
  expect(waits[1]).toBeGreaterThan(waits[0] as number);
  expect(waits[2]).toBeGreaterThan(waits[1] as number);
  far.refuse = null;
  await server.app.database.raw`update integrations set next_refresh_at = now() where id = ${id}`;
  await call(server.app, id);
  expect(await row(id)).toMatchObject({ state: "authorised", refresh_failure: null, refresh_failures: 0 });
});

test("a process that died between the provider's answer and the commit: the lease ends, and the reason tells of it", async () => {
  const id = await connect();
  await ended(id);
  // The dead process had the lease and got its token; nothing of it reached the database.
  const { integration } = await loaded(server.app, id);
  const { refreshToken = "" } = openCredentials(server.app, integration);
  await fetch(`${far.url}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: "plumbline-twin",
      client_secret: "a-long-client-secret-of-the-twin",
    }),
  });
  await server.app.database
    .raw`update integrations set refreshing_until = now() + interval '1 second' where id = ${id}`;
  const startedAt = Date.now();
  await expect(call(second.app, id)).rejects.toThrow(
    /cut off before 20.*the token that Twin gave then was lost with it/,
  );
  expect(Date.now() - startedAt).toBeGreaterThan(800);
});
