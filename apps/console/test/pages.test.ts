import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// Every page, as somebody sees it who uses it: without a fault of axe in both themes, and without a sideways scroll at 360 px.

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = "test-results/pages";
const places = [
  "",
  "readiness",
  "first-proof",
  "integrations",
  "integrations/catalogue",
  "integrations/providers",
  "integrations/connect/github",
  "alerts",
  "alerts/rules",
  "alerts/rules/new",
  "alerts/routing",
  "alerts/on-call",
  "deliveries",
  "signals",
  "drift",
  "documents",
  "documents/upload",
  "documents/questions",
  "services",
  "tenants",
  "environments",
  "members",
  "api-keys",
  "webhooks",
  "channels",
  "connections",
  "audit",
  "settings",
];
let open: OpenWorkspace;
let channelId: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  await open.ask(`mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { __typename } }`, {
    input: { workspaceId: open.workspace.id, provider: "generic-webhook", name: "Door" },
  });
  const { data } = await open.ask(
    `mutation ($input: CreateChannelInput!) { createChannel(input: $input) { ... on CreateChannelSuccess { channel { id } } } }`,
    {
      input: {
        workspaceId: open.workspace.id,
        kind: "email",
        name: "Operations by mail",
        settings: [{ name: "to", value: "ops@meridian.example" }],
      },
    },
  );
  channelId = data.createChannel.channel.id;
  await open.ask(
    `mutation ($input: SendTestNotificationInput!) { sendTestNotification(input: $input) { __typename } }`,
    {
      input: { channelId },
    },
  );
}, 180_000);

afterAll(() => open?.close());

function addresses(): string[] {
  const inside = places.map((place) => `/w/${open.workspace.slug}${place ? `/${place}` : ""}`);
  const channel = `/w/${open.workspace.slug}/channels/${channelId}`;
  return [...inside, channel, "/inbox", "/account", "/account/security", "/account/notifications", "/new"];
}

/** Waits until the page stands: its heading is there, and nothing of it is still being read. */
async function settle(page: Page, address: string): Promise<void> {
  await page.goto(open.server.url + address);
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}

test.each(["light", "dark"] as const)(
  "every page is without a fault of axe in the %s theme",
  async (colorScheme) => {
    // Axe is put into the page by the browser itself, past the page's Content-Security-Policy.
    const context = await open.signIn({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    for (const address of addresses()) {
      await settle(page, address);
      await page.screenshot({ path: `${pictures}/${address.replaceAll("/", "_")}-${colorScheme}.png`, fullPage: true });
      const here = await faults(page);
      if (here.length > 0) found[address] = here;
    }
    await context.close();
    expect(found).toEqual({});
  },
  180_000,
);

test("no page scrolls sideways on a phone of 360 px, and none logs a fault", async () => {
  const context = await open.signIn({ viewport: { width: 360, height: 780 } });
  const page = await context.newPage();
  const logged: string[] = [];
  page.on("pageerror", (error) => logged.push(String(error)));
  page.on("console", (message) => message.type() === "error" && logged.push(message.text()));
  const wide: string[] = [];
  for (const address of addresses()) {
    await settle(page, address);
    await page.screenshot({ path: `${pictures}/${address.replaceAll("/", "_")}-phone.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) wide.push(`${address} by ${over} px`);
  }
  await context.close();
  expect(wide).toEqual([]);
  expect(logged).toEqual([]);
}, 180_000);
