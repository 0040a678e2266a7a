import { eventually } from "@plumbline/api/testing";
import { type ConfluenceTwin, signAs, startConfluenceTwin } from "@plumbline/api/twins";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

let twin: ConfluenceTwin;
let confluence: ProviderInConsole;

beforeAll(async () => {
  twin = await startConfluenceTwin();
  confluence = await openProvider({
    slug: "confluence",
    env: {
      ATLASSIAN_AUTH_URL: twin.url,
      ATLASSIAN_API_URL: twin.url,
      ATLASSIAN_CLIENT_ID: "atlassian-client",
      ATLASSIAN_CLIENT_SECRET: "ATOA-twin-secret",
    },
  });
}, 180_000);
afterAll(async () => {
  await confluence?.close();
  await twin?.close();
});

const grant = async () => {
  await confluence.page.getByRole("link", { name: "Continue with Confluence" }).click();
  await confluence.page.getByRole("button", { name: "Allow access" }).click();
};

test("Cloud, through the consent page: it is polled, and the page says so instead of a webhook", async () => {
  await confluence.openConnect();
  await confluence.picture("1-connect");
  await grant();
  await confluence.arrive();
  await confluence.choose("Documentation");
  await confluence.rung("Authorised", "Proven");
  await confluence.panel("Registration").getByText("It is polled: the provider is asked").waitFor();
  await confluence.page.getByRole("button", { name: "More actions" }).click();
  expect(await confluence.page.getByRole("menuitem", { name: "Receive webhooks" }).count()).toBe(0);
  await confluence.page.keyboard.press("Escape");
});

test("a page that was written shows by polling, without a reload", async () => {
  await eventually(async () => (await confluence.row()).last_polled_at);
  const now = new Date();
  twin.pages = [{ id: "2", title: "Runbook", space: "DOCS", version: 1, created: now, changed: now }];
  await confluence.withoutReload(async () => {
    await confluence.minutePasses();
    await confluence.badge(/Live by polling, last signal/);
    await confluence.page.getByText("Runbook").first().waitFor();
  });
  await confluence.picture("2-live");
});

test("a token that ends is renewed once, and its panel shows until when the new one is good", async () => {
  const before = twin.refreshes.length;
  await confluence.withoutReload(async () => {
    await confluence.renewEndedToken();
    await confluence
      .panel("Token")
      .getByText(/^Ends in/)
      .waitFor();
  });
  expect(twin.refreshes).toHaveLength(before + 1);
});

test("a grant that was withdrawn degrades by itself; connecting again mends it; disconnecting says what is left", async () => {
  twin.tokens = { access: "gone", refresh: "gone" };
  await confluence.withoutReload(async () => {
    await confluence.hourPasses();
    await confluence.badge("Degraded");
    await confluence.trouble().getByText("Unknown or invalid refresh token").first().waitFor();
  });
  await confluence.picture("3-degraded");
  await confluence.menu("Connect again");
  await grant();
  await confluence.arrive();
  await confluence.trouble().waitFor({ state: "detached" });
  await confluence.disconnect("Left at the provider: the grant; Confluence lets only the account's owner end it");
});

test("Data Center, by token: its webhook proves itself, is lost, and comes back by comparing", async () => {
  await confluence.openConnect();
  const form = confluence.page.locator("form", { has: confluence.page.getByLabel("Address") });
  await form.getByLabel("Address").fill(`${twin.url}/dc`);
  await form.getByLabel("Personal access token").fill("dc-token");
  await form.getByRole("button", { name: "Connect" }).click();
  await confluence.arrive();
  await confluence.choose("Documentation");
  await confluence.receiveWebhooks();
  await confluence.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
  await confluence.withoutReload(async () => {
    const [hook] = twin.hooks;
    const page = {
      id: 7,
      title: "Tax runbook",
      spaceKey: "DOCS",
      version: 4,
      self: "https://confluence.example.com/x",
    };
    const payload = { event: "page_updated", timestamp: Date.now(), page };
    const sent = { url: hook?.url ?? "", secret: hook?.configuration.secret ?? "", payload };
    expect((await signAs("confluence", sent)).status).toBe(202);
    await confluence.badge(/Live, last signal/);
  });
  twin.hooks = [];
  await confluence.compareNow("was gone and was made anew");
  expect(twin.hooks).toHaveLength(1);
  await confluence.disconnect("Left at the provider: the pasted token");
  expect(twin.hooks).toEqual([]);
});
