import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { graphqlOver, startTestServer, type TestServer } from "@plumbline/api/testing";
import { createEmulator, type Emulator } from "emulate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildConsole } from "../../../scripts/build-console.ts";
import { launchBrowser } from "./launch-browser.ts";
import { mergePullRequest } from "./merge-pull-request.ts";

// The main job, as a newcomer does it: nothing but a browser, the local mailbox, and GitHub (its twin, on this machine).

const pictures = "test-results/main-job";
const token = "ghp_emulated_token";
const email = "ines@meridian.example";
const password = "a plumb line hangs straight";
let github: Emulator;
let server: TestServer;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await buildConsole(resolve(import.meta.dirname, "../../.."));
  github = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { [token]: { login: "octocat", scopes: ["repo", "admin:repo_hook"] } },
      github: { users: [{ login: "octocat" }], repos: [{ owner: "octocat", name: "shop", auto_init: true }] },
    },
  });
  server = await startTestServer({ env: { GITHUB_API_URL: github.url, GITHUB_URL: github.url } });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => problems.push(String(error)));
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await github?.close();
});

async function picture(name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

test("signs up, finds the mail in the local mailbox, and is verified", async () => {
  await page.goto(`${server.url}/sign-up`);
  await page.getByLabel("Your name").fill("Ines Okafor");
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Look in your mail" }).waitFor();
  await picture("1-look-in-your-mail");

  const mailbox = await browser.newPage();
  await mailbox.goto(`${server.url}/dev/mailbox.json`);
  const { messages } = JSON.parse((await mailbox.locator("body").textContent()) ?? "") as {
    messages: { to: string; text: string }[];
  };
  await mailbox.close();
  const link = messages.find((message) => message.to.includes(email))?.text.match(/https?:\/\/\S+/)?.[0];
  await page.goto(link as string);
});

test("names the workspace, with the slug suggested and its availability shown", async () => {
  await page.goto(`${server.url}/new`);
  await page.getByLabel("Name", { exact: true }).fill("Meridian");
  await page.getByText("is free").waitFor();
  await picture("2-name-the-workspace");
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.waitForURL(/\/w\/meridian/);
});

test("has the first proof within a minute, without any outside account", async () => {
  await page.goto(`${server.url}/w/meridian/first-proof`);
  await page.getByRole("button", { name: "Open the door" }).click();
  await page.getByText("curl -sS").waitFor();
  await page.getByRole("button", { name: "Send it for me" }).click();
  await page.getByText("It arrived, signed").waitFor();
  await picture("3-first-proof");
});

test("connects GitHub by token, and hears before connecting that webhooks cannot reach this machine", async () => {
  await page.goto(`${server.url}/w/meridian/integrations/connect/github`);
  await page
    .getByText(/cannot (be )?reach|polling/i)
    .first()
    .waitFor();
  await picture("4-connect-github");
  await page.getByRole("heading", { name: "How to connect GitHub" }).waitFor();
  await page.getByText("See that it works").waitFor();
  const form = page.locator("form", { has: page.locator("input[type=password]") });
  await form.locator("input[type=password]").fill(token);
  await form.locator("button.btn").click();
  await page.waitForURL(/\/integrations\/int_/);
  // Choosing is part of connecting: the question comes by itself, and may be answered later.
  await page.getByRole("dialog").getByText("Choose repositories").waitFor();
  await page.keyboard.press("Escape");
  await page
    .getByText(/Authorised/)
    .first()
    .waitFor();
  await picture("5-authorised");
});

test("the badge turns to live when a signed delivery arrives, without a reload", { timeout: 120_000 }, async () => {
  const integrationId = page.url().match(/int_\w+/)?.[0];
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  // The twin of GitHub runs on this machine and can reach it, which the server rightly does not assume of GitHub.
  const updated = await graphqlOver(
    server.url,
    `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { __typename ... on Refusal { message } } }`,
    { input: { integrationId, mode: "WEBHOOK" } },
    { cookie },
  );
  expect(updated.data.updateIntegration).toEqual({ __typename: "UpdateIntegrationSuccess" });
  await page.reload();
  await page.getByRole("button", { name: "Choose repositories" }).first().click();
  await page.getByLabel("octocat/shop").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .getByText(/read back 1 of 1/)
    .first()
    .waitFor();

  await mergePullRequest(github.url, token, "Take the tax from the cart");
  await page
    .getByText(/Live, last signal/)
    .first()
    .waitFor();
  await page.getByText("Take the tax from the cart").first().waitFor();
  await picture("6-live");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("6-live-dark");
  await page.emulateMedia({ colorScheme: "light" });
});

test("Home says which claims are proven", async () => {
  await page.goto(`${server.url}/w/meridian`);
  await page
    .getByText(/claims? proven/)
    .first()
    .waitFor();
  await page.getByText("Event stream").waitFor();
  await picture("7-home");
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${width} px, ${colorScheme}`).toBeLessThanOrEqual(0);
      await picture(`7-home-${colorScheme}-${width}`);
    }
  }
  expect(problems).toEqual([]);
});
