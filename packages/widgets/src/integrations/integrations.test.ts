import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { eventually, startTestServer, type TestServer } from "@plumbline/api/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../../apps/console/test/launch-browser.ts";
import { buildWidgets } from "../../../../scripts/build-widgets.ts";
import { type FlakyProxy, startFlakyProxy } from "../../../sdk/src/testing/start-flaky-proxy.ts";
import { type EmbeddingTenant, makeTenant } from "../testing/make-tenant.ts";
import { type HostPage, type HostPageOptions, startHostPage } from "../testing/start-host-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = "test-results/widgets";

let server: TestServer;
let proxy: FlakyProxy;
let tenant: EmbeddingTenant;
let browser: Browser;
let host: HostPage;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await buildWidgets(resolve(import.meta.dirname, "../../../.."));
  server = await startTestServer();
  proxy = await startFlakyProxy(server.url);
  tenant = await makeTenant(server);
  browser = await launchBrowser();
}, 90_000);

afterEach(async () => {
  await page?.close();
  await host?.close();
  Object.assign(proxy, { down: false, holdStreams: false });
});

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.close();
});

/** Opens a page of another origin that embeds the widget, as a customer's user does. */
async function open(options: Partial<HostPageOptions> & { dark?: boolean; width?: number } = {}): Promise<void> {
  const mint = (origin: string) => tenant.mint([origin]);
  const css = `:root { color-scheme: light dark } body { margin: 24px; font: 15px/1.5 sans-serif; color: light-dark(#1d2125, #e6eaee); background: light-dark(#fff, #101418) } main { max-width: 560px }`;
  host = await startHostPage({ apiUrl: proxy.url, mint, css, ...options });
  page = await browser.newPage({
    colorScheme: options.dark ? "dark" : "light",
    viewport: { width: options.width ?? 760, height: 620 },
    reducedMotion: "reduce",
  });
  await page.goto(host.url);
}

const widget = () => page.locator("plumbline-integrations");
const shows = (text: string | RegExp) => widget().getByText(text).first().waitFor({ timeout: 30_000 });

async function expectAccessible(): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
}

describe("/widgets", () => {
  it("serves the newest by a stable name and this very content by one that never changes", async () => {
    const get = (path: string, headers = {}) => fetch(`${server.url}/widgets/${path}`, { headers });
    const entries = (await (await get("index.json")).json()) as {
      name: string;
      hashedName: string;
      integrity: string;
    }[];
    const entry = entries.find(({ name }) => name === "integrations.js");
    const pinned = await get(entry?.hashedName ?? "");
    expect(pinned.headers.get("cache-control")).toContain("immutable");
    expect(pinned.headers.get("access-control-allow-origin")).toBe("*");
    const text = await pinned.text();
    expect(`sha384-${createHash("sha384").update(text).digest("base64")}`).toBe(entry?.integrity);
    const newest = await get("integrations.js");
    expect(newest.headers.get("cache-control")).not.toContain("immutable");
    expect(await newest.text()).toBe(text);
    expect((await get("integrations.js", { "if-none-match": newest.headers.get("etag") })).status).toBe(304);
    for (const path of ["nothing.js", "..%2f..%2fpackage.json", ".built-from", "integrations-0000000000000000.js"]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});

describe("<plumbline-integrations> in a page of another origin", () => {
  it("draws an outline while the list is read", async () => {
    let give = () => {};
    const asked = new Promise<void>((resolve) => {
      give = resolve;
    });
    await open({ mint: async (origin) => await asked.then(() => tenant.mint([origin])) });
    await page.locator("plumbline-integrations section[aria-busy=true] .skeleton").waitFor();
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/skeleton.png` });
    give();
    await shows("No integration is connected yet.");
    expect(await page.locator("plumbline-integrations section").getAttribute("aria-busy")).toBe("false");
  });

  it("says that nothing is connected", async () => {
    await open();
    await shows("No integration is connected yet.");
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/empty.png` });
  });

  it("calls nothing live before a signed delivery arrived, and does so when it did, without a reload", async () => {
    const deploys = await tenant.connect("Deploys");
    await tenant.connect("Of the workspace", null);
    await open();
    await shows("The integration is not proven");
    expect(await widget().getByText("Of the workspace").count()).toBe(0);
    await shows("Nothing signed has arrived yet");
    await shows(/^live$/);
    await page.screenshot({ path: `${pictures}/claimed.png` });
    await deploys.deliver();
    await shows("The integration is live");
    await shows(/^\d+\ss ago$/);
    await expectAccessible();
  });

  it("opens the ladder by keyboard", async () => {
    await open();
    await shows("The integration is live");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await shows(/Deliveries arrive signed/);
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/open.png` });
  });

  it("asks its backend for the next token before the old one ends, and misses nothing meanwhile", async () => {
    const mint = async (origin: string) => ({
      ...(await tenant.mint([origin])),
      expiresAt: new Date(Date.now() + 21_500).toISOString(),
    });
    await open({ mint });
    await shows(/^live$/);
    await eventually(() => host.asked() >= 3);
    const second = await tenant.connect("Connected meanwhile");
    await shows("Connected meanwhile");
    await second.deliver();
    await shows("All 2 integrations are live");
  });

  it("gets a new token when the old one was revoked", async () => {
    const ids: string[] = [];
    await open({
      async mint(origin) {
        const minted = await tenant.mint([origin]);
        ids.push(minted.id);
        return minted;
      },
    });
    await shows(/^live$/);
    await tenant.asOwner(
      `mutation ($input: RevokeEmbedTokenInput!) { revokeEmbedToken(input: $input) { ... on RevokeEmbedTokenSuccess { embedToken { id } } ... on Refusal { message } } }`,
      { input: { embedTokenId: ids[0] } },
    );
    await eventually(() => host.asked() === 2);
    await (await tenant.connect("After the revocation")).deliver();
    await shows("After the revocation");
  });

  it("shows the age of what one sees when the connection is lost, and heals", async () => {
    await open();
    await shows(/^live$/);
    proxy.down = true;
    proxy.cut();
    await shows(/^As of .*all 3 integrations are live$/);
    await shows(/connection lost \d+\ss ago, (next try in \d+\ss|trying again)/);
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/lost.png` });
    proxy.down = false;
    await shows(/^live$/);
  });

  it("polls where streams do not get through", async () => {
    proxy.holdStreams = true;
    await open();
    await widget()
      .getByText(/read every 15\ss/)
      .waitFor({ timeout: 45_000 });
    await (await tenant.connect("Seen by asking")).deliver();
    await widget().getByText("Seen by asking").waitFor({ timeout: 25_000 });
  }, 90_000);

  it("is refused on a page that its token was not minted for, says so, and offers to try again", async () => {
    let foreign = true;
    await open({ mint: (origin) => tenant.mint([foreign ? "https://elsewhere.example" : origin]) });
    await shows("The integrations could not be read.");
    await shows(/not for pages of http:\/\/127\.0\.0\.1/);
    await expectAccessible();
    await page.screenshot({ path: `${pictures}/refused.png` });
    foreign = false;
    await widget().getByRole("button", { name: "Try again" }).click();
    await shows("Deploys");
  });

  it("says what the backend answered when it gives no token", async () => {
    await open({ mint: async () => null });
    await shows(/\/token answered 503/);
    expect(host.asked()).toBe(4);
  });

  it("shows what is broken first, with its reason and the next step, in every look", async () => {
    await breakOne("Deploys");
    await tenant.connect("Error reports");
    for (const [name, options] of Object.entries({ light: {}, dark: { dark: true }, phone: { width: 360 } })) {
      await open(options);
      await shows(/integrations is broken/);
      expect(await widget().getByRole("listitem").first().textContent()).toMatch(
        /Deploys.*Broken.*revoked.*Connect it again/s,
      );
      await page.screenshot({ path: `${pictures}/${name}.png` });
      await expectAccessible();
      await page.close();
      await host.close();
    }
    const css = `body { margin: 24px; font: 17px/1.5 Georgia, serif; color: #33261d; background: #faf6ee; --plb-radius: 0; --plb-proven: #3d6b4f; --plb-line: #d9ccb6 } main { max-width: 520px }`;
    await open({ css });
    await shows(/integrations is broken/);
    await page.screenshot({ path: `${pictures}/own-theme.png` });
    await expectAccessible();
  });
});

/** What a poll or a check would write when a far side withdraws its consent, and time that passes; neither can be had in a minute. */
async function breakOne(name: string): Promise<void> {
  const { raw } = server.app.database;
  const reason = "GitHub refused the token: it was revoked on 3 May by an admin.";
  const degraded = { at: new Date().toISOString(), text: reason, reason, nextStep: "Connect it again." };
  await raw`update integrations set state = 'degraded', evidence = evidence || ${raw.json({ degraded })} where name = ${name}`;
  await raw`update integrations set last_delivery_at = now() - interval '9 days', last_signal_at = now() - interval '9 days' where name = 'Connected meanwhile'`;
}
