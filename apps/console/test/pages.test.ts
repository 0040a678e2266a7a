import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// Every page, as somebody sees it who uses it.

const pictures = "test-results/pages";
const places = [
  "",
  "readiness",
  "first-proof",
  "integrations",
  "integrations/catalogue",
  "integrations/providers",
  "integrations/connect/github",
  "incidents",
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

test("every page is without a fault of axe in both themes, fits a phone of 360 px, and logs no fault", async () => {
  const context = await open.signIn({ bypassCSP: true });
  const page = await context.newPage();
  const found: Record<string, string[]> = {};
  const logged: string[] = [];
  page.on("pageerror", (error) => logged.push(String(error)));
  page.on("console", (message) => message.type() === "error" && logged.push(message.text()));
  for (const address of addresses()) {
    await settle(page, address);
    const wrong = await lookAtPage(page, `${pictures}/${address.replaceAll("/", "_")}`);
    if (wrong.length > 0) found[address] = wrong;
  }
  await context.close();
  expect(found).toEqual({});
  expect(logged).toEqual([]);
}, 240_000);
