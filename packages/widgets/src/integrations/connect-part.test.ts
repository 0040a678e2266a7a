import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { eventually, freePort, startTestServer, type TestServer } from "@plumbline/api/testing";
import { type PagerdutyTwin, startPagerdutyTwin } from "@plumbline/api/twins";
import { createEmulator, type Emulator } from "emulate";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../apps/console/test/launch-browser.ts";
import { buildWidgets } from "../../../../scripts/build-widgets.ts";
import { type EmbeddingTenant, makeTenant } from "../testing/make-tenant.ts";
import { type HostPage, startHostPage } from "../testing/start-host-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = "test-results/widgets";
const client = { client_id: "Iv1.emulated0001", client_secret: "0123456789abcdef0123456789abcdef01234567" };

let github: Emulator;
let pagerduty: PagerdutyTwin;
let server: TestServer;
let tenant: EmbeddingTenant;
let browser: Browser;
let host: HostPage;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await buildWidgets(resolve(import.meta.dirname, "../../../.."));
  const port = await freePort();
  github = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      github: {
        users: [{ login: "octocat" }],
        repos: [{ owner: "octocat", name: "shop", auto_init: true }],
        oauth_apps: [
          { ...client, name: "Plumbline", redirect_uris: [`http://localhost:${port}/connect/github/callback`] },
        ],
      },
    },
  });
  pagerduty = await startPagerdutyTwin();
  server = await startTestServer({
    env: {
      PORT: String(port),
      PAGERDUTY_API_URL: pagerduty.url,
      GITHUB_URL: github.url,
      GITHUB_API_URL: github.url,
      GITHUB_CLIENT_ID: client.client_id,
      GITHUB_CLIENT_SECRET: client.client_secret,
    },
  });
  tenant = await makeTenant(server);
  browser = await launchBrowser();
}, 90_000);

afterEach(async () => {
  await page?.close();
  await host?.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await github?.close();
  await pagerduty?.close();
});

/** Opens the customer's page, for a visitor who may connect or one who may only look. */
async function open(component: "integrations" | "integrations-connect", width = 760): Promise<void> {
  const css = `:root { color-scheme: light dark } body { margin: 24px; font: 15px/1.5 sans-serif; color: light-dark(#1d2125, #e6eaee); background: light-dark(#fff, #101418) } main { max-width: 560px }`;
  host = await startHostPage({ apiUrl: server.url, mint: (origin) => tenant.mint([origin], component), css });
  page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
  await page.goto(host.url);
}

const widget = () => page.locator("plumbline-integrations");
const press = (name: string | RegExp) => widget().getByRole("button", { name }).first().click();
const shows = (text: string | RegExp) => widget().getByText(text).first().waitFor({ timeout: 30_000 });

async function expectAccessible(): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
}

describe("connecting within <plumbline-integrations>", () => {
  it("is not there, nor downloaded, for a token that only shows", async () => {
    await open("integrations");
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.reload();
    await shows("No integration is connected yet.");
    expect(await widget().getByRole("button").count()).toBe(0);
    expect(loaded.filter((url) => url.includes("connect-part"))).toEqual([]);
  });

  it("opens a door of the tenant's own, and shows its secret this once", async () => {
    await open("integrations-connect");
    await press("Connect an integration");
    await shows("Signed webhook");
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/connect-pick.png` });
    await press(/^Signed webhook/);
    await press("Open a door");
    await shows(/whsec_/);
    await shows("The integration is not proven");
    const [row] = await server.app.database.raw`select tenant_id, name from integrations`;
    expect(row?.name).toBe("Signed webhook");
    expect(row?.tenant_id).not.toBeNull();
  });

  it("says what is wrong with a token, beside its field", async () => {
    await open("integrations-connect");
    await press("Connect an integration");
    await press(/^Stripe/);
    await widget().getByLabel(/key/i).first().fill("nonsense");
    await press("Connect");
    await shows(/does not look like/);
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/connect-form.png` });
  });

  it("takes a pasted token, and asks what to watch", async () => {
    await open("integrations-connect");
    await press("Connect an integration");
    await press(/^PagerDuty/);
    await widget().getByLabel("API key").fill("u+goodgoodgoodgood");
    await press(/^Connect$/);
    await shows("Choose services");
    await widget().getByLabel("checkout").check();
    await expectAccessible();
    await press("Save");
    await eventually(async () => {
      const [row] = await server.app.database.raw`select * from integrations where provider = 'pagerduty'`;
      return row?.targets[0]?.id === "PCHECKOUT" && row.tenant_id !== null && row.account === "acme.pagerduty.com";
    });
    await shows(/^PagerDuty acme/);
  });

  it("goes through a window of the provider, notices what came of it, and asks what to watch", async () => {
    await open("integrations-connect");
    await press("Connect an integration");
    await press(/^GitHub/);
    const [popup] = await Promise.all([page.waitForEvent("popup"), press("Continue with GitHub")]);
    await popup.waitForURL((url) => url.href.startsWith(github.url));
    await popup.getByRole("button", { name: "octocat" }).click();
    await shows("Choose repositories");
    await eventually(() => popup.isClosed());
    await widget().getByLabel("octocat/shop").check();
    await expectAccessible();
    await press("Save");
    await eventually(async () => {
      const [row] = await server.app.database.raw`select * from integrations where provider = 'github'`;
      return row?.targets.length === 1 && row.tenant_id !== null && row.account === "octocat";
    });
    await shows(/^GitHub octocat/);
  });

  it("cannot finish a flow that another browser began", async () => {
    await open("integrations-connect");
    const asked = page.waitForResponse(async (response) => (await response.text()).includes("/connect/github?ticket="));
    await press("Connect an integration");
    await press(/^GitHub/);
    const [popup] = await Promise.all([page.waitForEvent("popup"), press("Continue with GitHub")]);
    const ticket = /http[^"]+ticket=[^"]+/.exec(await (await asked).text())?.[0] ?? "";
    await popup.waitForURL((url) => url.href.startsWith(github.url));
    const again = await fetch(ticket, { redirect: "manual" });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain("was opened more than 120 seconds after the button was pressed, or twice");
    const state = new URL(popup.url()).searchParams.get("state");
    const stolen = await fetch(`${server.url}/connect/github/callback?code=x&state=${state}`);
    expect(stolen.status).toBe(401);
  });

  it("ends what the tenant has, after asking once more", async () => {
    await open("integrations-connect", 360);
    await shows(/Signed webhook/);
    await widget().locator("summary", { hasText: "Signed webhook" }).click();
    await press("Disconnect");
    await press("Really disconnect Signed webhook");
    await eventually(async () => {
      const [row] = await server.app.database.raw`select state from integrations where provider = 'generic-webhook'`;
      return row?.state === "disconnected";
    });
    await page.screenshot({ path: `${pictures}/connect-phone.png` });
  });
});
