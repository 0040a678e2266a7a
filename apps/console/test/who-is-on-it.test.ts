import { mkdirSync } from "node:fs";
import { joinWorkspace, type Receiver, startReceiver } from "@plumbline/api/testing";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// What several people see at once: who is on what is wrong, and who listens.

const pictures = "test-results/who-is-on-it";
let open: OpenWorkspace;
let receiver: Receiver;
let endpointId: string;
let owner: Page;
let colleague: Page;
const windows: BrowserContext[] = [];

async function endpoint(verb: "enable" | "disable"): Promise<void> {
  const { data } = await open.ask(
    `mutation ($id: ID!) { done: ${verb}WebhookEndpoint(input: {id: $id}) { __typename } }`,
    { id: endpointId },
  );
  expect(data.done.__typename).toMatch(/Success$/);
}

async function pictureIn(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      const wide = await page.evaluate(() =>
        document.documentElement.scrollWidth <= innerWidth
          ? []
          : [...document.querySelectorAll("main *")]
              .filter((each) => each.getBoundingClientRect().right > innerWidth)
              .map((each) => each.outerHTML.slice(0, 90)),
      );
      expect(wide, `${name} at ${width} px`).toEqual([]);
    }
  }
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  receiver = await startReceiver();
  const made = await open.ask(
    `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
      ... on CreateWebhookEndpointSuccess { webhookEndpoint { id } } ... on Refusal { message } } }`,
    { input: { workspaceId: open.workspace.id, url: receiver.url, description: "Billing" } },
  );
  endpointId = made.data.createWebhookEndpoint.webhookEndpoint.id;
  await endpoint("disable");
  await open.ask(`mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) { __typename } }`, {
    input: { workspaceId: open.workspace.id, provider: "generic-webhook", name: "Pipeline" },
  });
  const joined = await joinWorkspace(open.server, open.workspace, "OPERATOR");
  for (const cookie of [undefined, joined.cookie]) {
    const window = await open.signIn({}, cookie);
    windows.push(window);
  }
  [owner, colleague] = (await Promise.all(windows.map((window) => window.newPage()))) as [Page, Page];
  for (const page of [owner, colleague]) page.setDefaultTimeout(30_000);
}, 180_000);

afterAll(async () => {
  await open?.close();
  await receiver?.close();
});

test("who takes what is wrong is seen by everybody at once, and the taking ends when it is right again", async () => {
  const home = `${open.server.url}/w/${open.workspace.slug}`;
  await Promise.all([owner.goto(home), colleague.goto(home)]);
  await colleague.getByText("Billing receives events").first().waitFor();
  await owner.getByRole("button", { name: "Take it: Billing receives events" }).click();
  await owner.getByRole("button", { name: "Give it back: Billing receives events" }).waitFor();
  await colleague.getByText(/On it:/).waitFor();
  await colleague.getByRole("button", { name: "Take it: Billing receives events" }).click();
  await owner.getByText("one with people on it").waitFor();
  await owner.waitForFunction(() => document.querySelectorAll(".wrong .people .avatar").length === 2);
  await pictureIn(owner, "home");

  await colleague.getByRole("button", { name: "Give it back: Billing receives events" }).click();
  await owner.waitForFunction(() => document.querySelectorAll(".wrong .people .avatar").length === 1);
  await endpoint("enable");
  await owner.locator(".on-it").waitFor({ state: "detached" });
  await owner.getByText("Right again:").first().waitFor();
}, 60_000);

test("the page of connections counts the open consoles by itself, and says when", async () => {
  await owner.goto(`${open.server.url}/w/${open.workspace.slug}/connections`);
  const row = owner.getByRole("row", { name: /Sessions of members/ });
  await row.getByRole("cell", { name: "2", exact: true }).first().waitFor();
  await owner.getByText(/by 1 server/).waitFor();
  await owner.getByText("Pipeline").first().waitFor();
  await pictureIn(owner, "connections");
  await windows[1]?.close();
  await row.getByRole("cell", { name: "1", exact: true }).first().waitFor();
});
