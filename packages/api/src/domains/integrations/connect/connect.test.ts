import { createHmac } from "node:crypto";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../graphql/ids.ts";
import { eventually } from "../../../testing/eventually.ts";
import { freePort } from "../../../testing/free-port.ts";
import { makeWorkspace, type TestWorkspace } from "../../../testing/make-workspace.ts";
import { signUp } from "../../../testing/sign-up.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { chooseTargets } from "../choose-targets.ts";
import { type GithubTwin, startGithubTwin } from "../testing/github-twin.ts";
import { systemOf } from "../testing/open-webhook-door.ts";

const get = (url: string, cookie: string) => fetch(url, { headers: { cookie }, redirect: "manual" });
const rowOf = async (server: TestServer, path: string) => {
  const id = decodeId("int", /int_\w+/.exec(path)?.[0] ?? "");
  return (await server.app.database.raw`select * from integrations where id = ${id}`)[0];
};

describe("OAuth, against emulate", () => {
  let github: Emulator;
  let server: TestServer;
  let workspace: TestWorkspace;
  const client_id = "Iv1.emulated0001";
  const client_secret = "0123456789abcdef0123456789abcdef01234567";

  beforeAll(async () => {
    const port = await freePort();
    github = await createEmulator({
      service: "github",
      port: 0,
      seed: {
        github: {
          users: [{ login: "octocat" }],
          oauth_apps: [
            {
              client_id,
              client_secret,
              name: "Plumbline",
              redirect_uris: [`http://localhost:${port}/connect/github/callback`],
            },
          ],
        },
      },
    });
    server = await startTestServer({
      env: {
        PORT: String(port),
        GITHUB_URL: github.url,
        GITHUB_API_URL: github.url,
        GITHUB_CLIENT_ID: client_id,
        GITHUB_CLIENT_SECRET: client_secret,
      },
    });
    workspace = await makeWorkspace(server);
  });
  afterAll(async () => {
    await server?.close();
    await github?.close();
  });

  /** Leaves for the provider, and presses the button there. Gives the address that the browser comes back to. */
  async function goAndAllow(cookie: string): Promise<string> {
    const leaving = await get(`${server.url}/connect/github?workspace=${workspace.id}&method=oauth2`, cookie);
    expect(leaving.status).toBe(302);
    const authorize = new URL(leaving.headers.get("location") ?? "");
    expect(authorize.searchParams.get("code_challenge_method")).toBe("S256");
    expect((await fetch(authorize)).status).toBe(200);
    const form = new URLSearchParams({ login: "octocat" });
    for (const name of ["redirect_uri", "scope", "state", "client_id"])
      form.set(name, authorize.searchParams.get(name) ?? "");
    const back = await fetch(`${github.url}/login/oauth/callback`, { method: "POST", body: form, redirect: "manual" });
    return back.headers.get("location") ?? "";
  }

  test("connects, once, and only for the session that began", async () => {
    const { cookie } = workspace.owner;
    const callback = await goAndAllow(cookie);
    const stranger = await signUp(server, "Somebody Else");
    expect((await get(callback, stranger.cookie)).status).toBe(400);
    expect((await get(callback, "")).status).toBe(401);
    const done = await get(callback, cookie);
    expect(done.headers.get("location")).toMatch(
      new RegExp(`^/w/${workspace.slug}/integrations/int_\\w+\\?connected=1$`),
    );
    const row = await rowOf(server, done.headers.get("location") ?? "");
    expect(row).toMatchObject({ state: "authorised", account: "octocat", method: "oauth2" });
    expect(row?.credentials).toMatch(/^v1\./);
    const again = await get(callback, cookie);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain("was used before");
  });

  test("says in words what GitHub refused, though GitHub answers 200", async () => {
    const { cookie } = workspace.owner;
    const callback = new URL(await goAndAllow(cookie));
    callback.searchParams.set("code", "made-up");
    const refused = await get(callback.href, cookie);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("The code passed is incorrect or expired.");
  });

  test("says so when the person said no, without trusting the words", async () => {
    const { cookie } = workspace.owner;
    const callback = new URL(await goAndAllow(cookie));
    const no = `${callback.origin}${callback.pathname}?state=${callback.searchParams.get("state")}&error=access_denied&error_description=${encodeURIComponent("<script>alert(1)</script>")}`;
    const answer = await (await get(no, cookie)).text();
    expect(answer).toContain("GitHub did not connect");
    expect(answer).not.toContain("<script>alert");
  });

  test("a link on another site begins nothing, whoever follows it", async () => {
    const url = `${server.url}/connect/github?workspace=${workspace.id}&method=oauth2`;
    const headers = { cookie: workspace.owner.cookie, "sec-fetch-site": "cross-site" };
    const answer = await fetch(url, { headers, redirect: "manual" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("begun from another site");
  });

  test("a state that was made up is refused", async () => {
    const url = `${server.url}/connect/github/callback?code=x&state=${"0".repeat(36)}.AAAA`;
    expect((await get(url, workspace.owner.cookie)).status).toBe(400);
  });
});

test("a placeholder left in the settings is refused by name, before the browser leaves", async () => {
  const server = await startTestServer({
    env: { GITHUB_CLIENT_ID: "your-client-id", GITHUB_CLIENT_SECRET: "changeme" },
  });
  try {
    const workspace = await makeWorkspace(server);
    const answer = await get(
      `${server.url}/connect/github?workspace=${workspace.id}&method=oauth2`,
      workspace.owner.cookie,
    );
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/GITHUB_CLIENT_\w+, which still holds the text of an example/);
  } finally {
    await server.close();
  }
});

describe("a GitHub App by manifest, against the twin", () => {
  let twin: GithubTwin;
  let server: TestServer;
  let workspace: TestWorkspace;
  beforeAll(async () => {
    twin = await startGithubTwin();
    server = await startTestServer({ env: { GITHUB_URL: twin.url, GITHUB_API_URL: twin.url } });
    workspace = await makeWorkspace(server);
  });
  afterAll(async () => {
    await server?.close();
    await twin?.close();
  });

  test("makes the App, installs it, mends its hook, and takes its deliveries at the one door", async () => {
    const { cookie } = workspace.owner;
    const start = await get(`${server.url}/connect/github?workspace=${workspace.id}&method=app&mode=webhook`, cookie);
    const html = (await start.text()).replaceAll("&#34;", '"').replaceAll("&#38;", "&");
    expect(start.headers.get("content-security-policy")).toContain(`form-action ${twin.url}`);
    const action = new URL(/action="([^"]+)"/.exec(html)?.[1] ?? "");
    expect(action.pathname).toBe("/settings/apps/new");
    const manifest = JSON.parse(/value="(\{.*\})"/.exec(html)?.[1] ?? "null");
    expect(manifest).toMatchObject({
      hook_attributes: { url: `${server.url}/hooks/github`, active: true },
      public: false,
    });

    const made = await get(
      `${manifest.redirect_url}?code=the-code&state=${encodeURIComponent(action.searchParams.get("state") ?? "")}`,
      cookie,
    );
    const install = new URL(made.headers.get("location") ?? "");
    expect(install.pathname).toBe("/apps/plumbline-acme/installations/new");
    const state = encodeURIComponent(install.searchParams.get("state") ?? "");
    const done = await get(`${manifest.setup_url}?installation_id=77&setup_action=install&state=${state}`, cookie);
    const row = await rowOf(server, done.headers.get("location") ?? "");
    expect(row).toMatchObject({ state: "webhook_registered", account: "acme", external_account: "77", method: "app" });
    expect(row?.evidence.webhook_registered.text).toContain("pointed elsewhere and now points here");
    expect(twin.hook.url).toBe(`${server.url}/hooks/github`);

    const deliver = (installation: number, secret: string) => {
      const body = JSON.stringify({
        action: "published",
        release: { id: installation, tag_name: "v1", name: "One" },
        repository: { full_name: "acme/shop" },
        installation: { id: installation },
      });
      return fetch(`${server.url}/hooks/github`, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-github-event": "release",
          "x-github-delivery": `d-${installation}-${secret.length}`,
          "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        },
      });
    };
    expect((await deliver(77, "a guess")).status).toBe(401);
    expect((await deliver(78, twin.webhookSecret)).status).toBe(404);
    expect((await deliver(77, twin.webhookSecret)).status).toBe(202);
    await eventually(async () => (await rowOf(server, done.headers.get("location") ?? ""))?.state === "live");

    const chosen = await chooseTargets(systemOf(server), { integrationId: row?.id, targets: ["acme/shop"] });
    expect(chosen.targets).toEqual([{ id: "acme/shop", name: "acme/shop" }]);
  });

  test("an organisation owns its own App, and no other path can be smuggled in", async () => {
    const { cookie } = workspace.owner;
    const at = (organisation: string) =>
      get(
        `${server.url}/connect/github?workspace=${workspace.id}&method=app&field.organisation=${organisation}`,
        cookie,
      );
    expect(await (await at("acme")).text()).toContain("/organizations/acme/settings/apps/new?state=");
    expect((await at("..%2F..%2Fevil")).status).toBe(400);
  });

  test("an installation that is not the App's is not believed", async () => {
    const another = await makeWorkspace(server);
    const { cookie } = another.owner;
    const start = await (await get(`${server.url}/connect/github?workspace=${another.id}&method=app`, cookie)).text();
    const state = /state=([^"&]+)/.exec(start)?.[1] ?? "";
    const made = await get(`${server.url}/connect/github/callback?code=the-code&state=${state}`, cookie);
    const install = new URL(made.headers.get("location") ?? "");
    const back = `${server.url}/connect/github/callback?installation_id=99&state=${encodeURIComponent(install.searchParams.get("state") ?? "")}`;
    const refused = await get(back, cookie);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("does not know this");
  });
});
