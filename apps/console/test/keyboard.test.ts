import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

let open: OpenWorkspace;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  open = await openWorkspace();
  for (const name of ["checkout-api", "tax-quotes", "cart-api"]) {
    await open.ask(`mutation ($input: CreateServiceInput!) { createService(input: $input) { __typename } }`, {
      input: { workspaceId: open.workspace.id, key: name, name },
    });
  }
}, 180_000);

beforeEach(async () => {
  context = await open.signIn();
  page = await context.newPage();
});

afterEach(() => context.close());

afterAll(() => open?.close());

const at = (place: string): string => `${open.server.url}/w/${open.workspace.slug}${place}`;

test("Ctrl K finds a place by a part of its name, and Enter goes there", async () => {
  await page.goto(at(""));
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("audit");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Audit log" }).waitFor();
  expect(page.url()).toBe(at("/audit"));
});

test("j and k walk a list, Enter opens the item, and back finds it again", async () => {
  await page.goto(at("/services"));
  await page.getByRole("link", { name: "checkout-api" }).first().waitFor();
  const names = await page.locator("tbody a b").allInnerTexts();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(names[0]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: names[0] ?? "" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Services" }).waitFor();
});

test("? shows the keys, Escape closes them, and the first Tab reaches the skip link", async () => {
  await page.goto(at("/services"));
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Next item").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
});

test("a theme that was chosen is there before the first paint of the next visit", async () => {
  await page.goto(at(""));
  await page.getByRole("button", { name: "Switch between light and dark" }).click();
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  expect(chosen).toBe("dark");
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.body !== null);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
});

test("a view's state stands in the address, so that it can be sent to somebody", async () => {
  await page.goto(at("/audit?type=service.created&actor=user"));
  await page.getByText("Service created").first().waitFor();
  expect(await page.getByText("Service created").count()).toBe(3);
  expect(await page.getByText("Workspace created").count()).toBe(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
});

test("what happens elsewhere appears by itself; paused it waits, and comes when resumed", async () => {
  await page.goto(at("/tenants"));
  await page.getByText("No tenant yet").waitFor();
  await page.locator(".live", { hasText: "Live" }).waitFor();
  const add = (key: string) =>
    open.ask(`mutation ($input: CreateTenantInput!) { createTenant(input: $input) { __typename } }`, {
      input: { workspaceId: open.workspace.id, key, name: key },
    });
  await add("acme");
  await page.getByRole("link", { name: "acme" }).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await add("globex");
  await page.locator(".live", { hasText: "1 waiting" }).waitFor();
  expect(await page.getByRole("link", { name: "globex" }).count()).toBe(0);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("link", { name: "globex" }).waitFor();
});

test("an address that is no page says so, and a workspace of others does too", async () => {
  await page.goto(`${open.server.url}/nowhere/at/all`);
  await page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
  await page.goto(`${open.server.url}/w/somebody-elses`);
  await page.getByRole("heading", { name: "There is no such workspace" }).waitFor();
});
