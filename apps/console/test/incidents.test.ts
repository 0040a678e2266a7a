import { mkdirSync } from "node:fs";
import { joinWorkspace } from "@plumbline/api/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// An incident as those live it who have it: opened from an error, said to be over, refuted by the next error.

const pictures = "test-results/incidents";
let open: OpenWorkspace;
let page: Page;
let reader: Page;
let apiKey: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  const context = await open.signIn({ bypassCSP: true });
  // What can be undone waits for this test, however busy the machine is.
  await context.addInitScript(() => {
    const timer = window.setTimeout.bind(window);
    const patient = (run: () => void, ms?: number) => timer(run, ms === 12_000 ? 600_000 : ms);
    window.setTimeout = patient as typeof window.setTimeout;
  });
  page = await context.newPage();
  const key = {
    workspaceId: open.workspace.id,
    environmentId: null,
    kind: "SECRET",
    name: "logs",
    scopes: ["logs:write"],
  };
  apiKey = await make<string>("createApiKey", "key", key);
  // It is grouped while the rest is prepared.
  await fail("Card terminal is silent");
  const { cookie } = await joinWorkspace(open.server, open.workspace, "VIEWER");
  reader = await (await open.signIn({}, cookie)).newPage();
}, 180_000);

afterAll(() => open?.close());

const at = (path: string): string => `${open.server.url}/w/${open.workspace.slug}/${path}`;
const dialog = () => page.locator("dialog");
const section = (name: string) => page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });
const rung = (n: number) => page.locator(".ladder > li").nth(n);

async function make<Made>(mutation: string, fields: string, input: Record<string, unknown>): Promise<Made> {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await open.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ... on ${name}Success { ${fields} } ... on Refusal { message } } }`,
    { input },
  );
  const made = data?.[mutation]?.[fields.split(" ")[0] ?? ""];
  if (!made) throw new TypeError(`${mutation} answered ${JSON.stringify(errors ?? data)}`);
  return made;
}

/** An error as the shop's server writes it. */
async function fail(message: string): Promise<void> {
  const response = await fetch(`${open.server.url}/v1/logs/ndjson`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" },
    body: JSON.stringify({ level: "error", service: "payments", tenant: "acme", message }),
  });
  expect(response.status, await response.text()).toBe(200);
}

async function move(verb: string, comment: string): Promise<void> {
  await page.getByRole("button", { name: "Change state" }).click();
  await page.getByRole("menuitem", { name: verb }).click();
  await dialog().getByLabel("What you want to say to it").fill(comment);
  await dialog().getByRole("button", { name: verb }).click();
  await dialog().waitFor({ state: "detached" });
}

const undo = (words: string) =>
  page.locator(".toast", { hasText: words }).last().getByRole("button", { name: "Undo" }).click();

test("an incident opened from an error is mitigated as far as somebody says, until the next error refutes it on the open page", async () => {
  await page.goto(at("logs/errors"));
  await page.getByRole("link", { name: "Card terminal is silent" }).click({ timeout: 30_000 });
  await page.getByRole("button", { name: "Link to incident" }).waitFor();
  const groupId = new URL(page.url()).pathname.split("/").at(-1);
  await page.keyboard.press("l");
  expect(await dialog().getByLabel("What goes wrong").inputValue()).toBe("Card terminal is silent");
  await dialog().getByLabel("What goes wrong").fill("Nobody can pay by card");
  await dialog().getByLabel("SEV2").check();
  await dialog().getByRole("button", { name: "Open the incident" }).click();
  await page.waitForURL(at("incidents/INC-1"));
  await page.getByRole("heading", { level: 1, name: "Nobody can pay by card" }).waitFor();
  await section("Error groups").getByRole("link", { name: "Card terminal is silent" }).click();
  await section("Incidents").getByRole("link", { name: "INC-1" }).waitFor();
  await page.keyboard.press("l");
  await dialog().getByRole("heading", { name: "INC-1 has it already" }).waitFor();
  await dialog()
    .getByRole("radio", { name: /^Go to INC-1/, checked: true })
    .waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(at("incidents/INC-1"));
  await page.getByRole("heading", { level: 1, name: "Nobody can pay by card" }).waitFor();
  await page.keyboard.press("n");
  await page.keyboard.insertText("The terminal's certificate ran out");
  await page.keyboard.press("Enter");
  await section("Timeline").locator("li", { hasText: "The terminal's certificate ran out" }).waitFor();
  await move("Investigate", "Renewing it");
  await rung(1).locator(".mark.proven").waitFor();
  await page.getByRole("link", { name: "Incidents 1 open" }).waitFor();
  await make("resolveErrorGroup", "errorGroup { id }", { errorGroupId: groupId });
  await move("Mark as mitigated", "Renewed");
  await rung(2).locator(".mark.claimed").waitFor();
  await rung(2).getByText("Logs of payments that arrive five minutes after it was said, or later, prove it.").waitFor();

  await fail("Card terminal is silent");
  await rung(2).locator(".mark.broken").waitFor({ timeout: 30_000 });
  await rung(2).getByText("“Card terminal is silent” came again after Ines Okafor said so.").waitFor();
  await section("Timeline").getByText("came back").waitFor();
  expect(await lookAtPage(page, `${pictures}/refuted`)).toEqual([]);

  await move("Back to investigating", "It was the other terminal");
  await rung(2).locator(".mark.claimed").waitFor();
  await section("Timeline").getByText("“It was the other terminal”").waitFor();
  await undo("INC-1 is being investigated");
  await section("Timeline").getByText("“Taken back.”").waitFor();
  await rung(2).locator(".mark.claimed").waitFor();
}, 120_000);

test("a link is taken back and put back, incidents are found and told apart, and who only reads has nothing to press", async () => {
  const groups = section("Error groups");
  await groups.getByRole("button", { name: "Unlink Card terminal is silent" }).click();
  await groups.getByText("No error group is linked").waitFor();
  // The button is gone that had the focus; the one nearest to it has it now.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Link error group");
  await page.locator(".toast", { hasText: "Unlinked from INC-1" }).waitFor();
  await page.keyboard.press("z");
  await groups.getByRole("link", { name: "Card terminal is silent" }).waitFor();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run" }).fill("open an incident");
  await page.keyboard.press("Enter");
  await dialog().getByLabel("What goes wrong").fill("Receipts are late");
  await dialog().getByLabel("SEV4").check();
  expect(await lookAtPage(page, `${pictures}/open`)).toEqual([]);
  await dialog().getByRole("button", { name: "Open the incident" }).click();
  await page.waitForURL(at("incidents/INC-2"));
  await page.getByRole("button", { name: "Link error group" }).click();
  await dialog().getByRole("searchbox").fill("terminal");
  await dialog()
    .getByRole("radio", { name: /^Card terminal is silent/ })
    .waitFor();
  await page.keyboard.press("Enter");
  await groups.getByRole("link", { name: "Card terminal is silent" }).waitFor();
  await move("Resolve", "They were sent");
  await page.getByText(/It may be reopened until/).waitFor();

  await page.goto(at("incidents?search=pay"));
  await page.getByRole("link", { name: "Nobody can pay by card" }).waitFor();
  await page.getByRole("link", { name: /^Resolved/ }).click();
  await page.getByText("Nothing fits").waitFor();
  await page.getByRole("searchbox").fill("inc-2");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Receipts are late" }).waitFor();
  await page.goto(at(""));
  await section("Wrong now").getByRole("heading", { name: "One incident is not over" }).waitFor();
  await section("Unresolved incidents").getByRole("link", { name: "INC-1 Nobody can pay by card" }).waitFor();
  expect(
    await section("Unresolved incidents")
      .getByRole("link", { name: /^INC-2/ })
      .count(),
  ).toBe(0);

  await reader.goto(at("incidents"));
  await reader.getByRole("link", { name: "Nobody can pay by card" }).click();
  await reader.getByRole("heading", { name: "Timeline" }).waitFor();
  await reader.getByText("The terminal's certificate ran out").waitFor();
  const buttons = await reader.locator("main").getByRole("button").allInnerTexts();
  expect(buttons.map((words) => words.trim()).filter(Boolean)).toEqual([]);
}, 120_000);
