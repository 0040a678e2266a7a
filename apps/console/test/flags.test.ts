import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// A flag as somebody works with it: made, switched on, given rules, killed, explained, and taken back.

const pictures = "test-results/flags";
let open: OpenWorkspace;
let page: Page;
const logged: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  const context = await open.signIn({ bypassCSP: true });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  page.on("pageerror", (error) => logged.push(String(error)));
}, 180_000);

afterAll(() => open?.close());

const at = (path: string) => `${open.server.url}/w/${open.workspace.slug}/${path}`;

async function settle(): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
}

test("a flag is made, switched on, given a rule and a share, and every step stands in its history", async () => {
  await page.goto(at("flags"));
  await page.getByRole("button", { name: "Make a flag" }).first().click();
  await page.locator("dialog[open]").getByLabel("Key").fill("new-checkout");
  await page.locator("dialog[open]").getByLabel("Name", { exact: true }).fill("New checkout");
  await page.getByRole("button", { name: "Make the flag" }).click();
  await page.getByRole("heading", { name: "new-checkout" }).waitFor();
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByRole("button", { name: "Switch off" }).waitFor();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("button", { name: "25 %" }).first().click();
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("Attribute", { exact: true }).fill("country");
  await page.getByLabel("Values", { exact: true }).fill("DE, AT");
  await page.getByLabel("Values", { exact: true }).blur();
  await page.getByText("+ rollout.percentage: 25").waitFor();
  expect(await lookAtPage(page, `${pictures}/edit`)).toEqual([]);
  await page.getByLabel("Reason").fill("Tax per line");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Tax per line").first().waitFor();
  await page.getByRole("table", { name: "Rules" }).getByText("country").waitFor();
  expect(await page.getByRole("table", { name: "Rules" }).textContent()).toContain("25 %");
}, 60_000);

test("a pasted context is explained step by step, and an override decides before every rule", async () => {
  await page.getByLabel("Context, as JSON").fill('{"targetingKey": "u_1", "country": "AT"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const walk = page.getByRole("list", { name: "The walk" });
  await walk.getByText("rule").first().waitFor();
  expect(await page.locator(".explained").textContent()).toContain("TARGETING_MATCH");

  await page.getByRole("button", { name: "Add override" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Key").fill("u_1");
  await dialog.getByLabel("Gets").selectOption("off");
  await dialog.getByLabel("Reason").fill("Checks the old one");
  await dialog.getByRole("button", { name: "Set the override" }).click();
  await page.getByRole("table", { name: "Overrides" }).getByText("Checks the old one").waitFor();
  await walk.getByText("user override").waitFor();
  expect(await lookAtPage(page, `${pictures}/flag`)).toEqual([]);
}, 60_000);

test("the kill switch asks why, everybody reads it, and a revision is one click away", async () => {
  await page.getByRole("button", { name: "Kill", exact: true }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("Totals are wrong");
  await page.getByRole("button", { name: "Kill it in" }).click();
  await page.getByText("Totals are wrong").first().waitFor();
  await page.getByRole("button", { name: "Revive", exact: true }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("Mended");
  await page.getByRole("button", { name: "Revive it in" }).click();
  await page.getByRole("button", { name: "Kill", exact: true }).waitFor();
  await page.getByRole("button", { name: "Go back to it" }).last().click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("As it was before");
  await page.locator("dialog[open]").getByRole("button", { name: "Go back to it" }).click();
  await page.getByText("As it was before").first().waitFor();
}, 60_000);

test("list, segments and connecting are clean, fit a phone and log no fault", async () => {
  for (const [name, path] of [
    ["list", "flags"],
    ["segments", "flags/segments"],
    ["connect", "flags/connect"],
  ] as const) {
    await page.goto(at(path));
    await settle();
    expect(await lookAtPage(page, `${pictures}/${name}`), name).toEqual([]);
  }
  expect(logged).toEqual([]);
}, 60_000);
