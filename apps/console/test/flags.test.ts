import { mkdirSync, readFileSync } from "node:fs";
import { joinWorkspace } from "@plumbline/api/testing";
import { createFlags } from "@plumbline/sdk/flags/node";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// A flag as somebody works with it: made, switched on, given rules, killed, explained, and taken back.

const pictures = "test-results/flags";
let open: OpenWorkspace;
let page: Page;
let flagAddress: string;
const logged: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  const context = await open.signIn({ bypassCSP: true });
  context.setDefaultTimeout(45_000);
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
  flagAddress = page.url();
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
  await page.getByRole("table", { name: "Rules" }).getByText("rollout 25 %").waitFor();
}, 180_000);

test("a pasted context is explained step by step down to its bucket, and an override decides before every rule", async () => {
  await page.getByLabel("Context, as JSON").fill('{"targetingKey": "u_1", "country": "FR"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page
    .getByRole("img", { name: /^By targetingKey it is in bucket [\d,]+ of 100,000, (not )?below 25,000/ })
    .waitFor();
  await page.getByLabel("Context, as JSON").fill('{"targetingKey": "u_1", "country": "AT"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const walk = page.getByRole("list", { name: "The walk" });
  await page.locator(".explained").getByText("TARGETING_MATCH").waitFor();

  await page.getByRole("button", { name: "Add override" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByLabel("Key").fill("u_1");
  await dialog.getByLabel("Gets").selectOption("off");
  await dialog.getByLabel("Reason").fill("Checks the old one");
  await dialog.getByRole("button", { name: "Set the override" }).click();
  await page.getByRole("table", { name: "Overrides" }).getByText("Checks the old one").waitFor();
  await walk.getByText("user override").waitFor();

  await page.getByRole("button", { name: "Remove the override of u_1" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("u_1 gets off again.").waitFor();
  await page.getByRole("table", { name: "Overrides" }).getByText("Checks the old one").waitFor();
  await page.getByRole("button", { name: "Life of the flag" }).click();
  await page.getByRole("menuitem", { name: "Edit details" }).click();
  await dialog.getByLabel("Tags").fill("checkout, tax per line");
  await dialog.getByRole("button", { name: "Save the details" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("The details are as they were.").waitFor();
  await page.getByText("+ tags[1]: tax per line").waitFor();
  await page.getByText("- tags[1]: tax per line").waitFor();
}, 180_000);

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
}, 180_000);

test("an archived flag comes back; a change waits for a second member, once there is one", async () => {
  await page.getByText("Nobody has asked yet").waitFor();
  await page.getByRole("button", { name: "Life of the flag" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("Everybody has it");
  await page.getByRole("button", { name: "Archive it" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Archive was taken back").waitFor();
  await page.getByRole("button", { name: "Kill", exact: true }).waitFor();

  await page.goto(at("flags/settings"));
  await page.getByRole("button", { name: "Ask for approval in Production" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("Nobody but you could approve a change").waitFor();

  const second = await joinWorkspace(open.server, open.workspace, "OPERATOR");
  await page.getByRole("button", { name: "Ask for approval in Production" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("Every change waits until a second member approves it.").first().waitFor();
  await page.goto(flagAddress);
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("button", { name: "50 %" }).first().click();
  await page.getByLabel("Reason").fill("Half of them");
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("asks for Production: Half of them").waitFor();
  await page.getByRole("button", { name: "Switch off" }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("Not tonight");
  await page.locator("dialog[open]").getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("asks for Production: Not tonight").waitFor();
  await page.getByRole("button", { name: "Life of the flag" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("Nobody uses it");
  await page.locator("dialog[open]").getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("asks: Nobody uses it").waitFor();
  await page.getByRole("button", { name: "Remove the override of u_1" }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("It is checked");
  await page.locator("dialog[open]").getByRole("button", { name: "Ask for approval" }).click();
  await page.getByText("asks for Production: It is checked").waitFor();
  const theirs = await (await open.signIn({}, second.cookie)).newPage();
  await theirs.goto(flagAddress);
  const asked = theirs.getByRole("listitem").filter({ hasText: "Half of them" }).first();
  await asked.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("table", { name: "Rules" }).getByText("50 %").waitFor();
  await theirs.goto(at("flags/settings"));
  await theirs.getByText("an owner or admin of this workspace chooses").waitFor();

  await page.goto(at("flags/settings"));
  await page.getByRole("button", { name: "Ask no longer in Production" }).click();
  await page.locator("dialog[open]").getByLabel("Reason").fill("We know each other");
  await page.locator("dialog[open]").getByRole("button", { name: "Ask no longer" }).click();
  const ended = theirs.getByRole("listitem").filter({ hasText: "asks for Production: We know each other" });
  await ended.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("button", { name: "Ask for approval in Production" }).waitFor();
  await theirs.context().close();
}, 180_000);

test("flags leave as a file, and come in only after a look at what would differ", async () => {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export flags" }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ format: "plumbline-flags/1", flags: [{ key: "new-checkout" }] });

  await page.goto(at("flags/import"));
  await page.getByLabel("What it is").selectOption("PLUMBLINE");
  await page.getByLabel("Or paste it").fill(text.replaceAll("new-checkout", "copied-checkout"));
  await page.getByRole("button", { name: "Look at it first" }).click();
  await page.getByText("would be made").waitFor();
  expect(await lookAtPage(page, `${pictures}/import`)).toEqual([]);
  await page.getByRole("button", { name: "Import 1" }).click();
  await page.getByRole("heading", { name: "What was imported" }).waitFor();
  await page.goto(at("flags"));
  await page.getByRole("link", { name: "New checkout" }).nth(1).waitFor();
}, 180_000);

test("an app connects with the key and the lines of the page, and what it really asked stands at the flag", async () => {
  await page.goto(at("flags/connect"));
  await page.getByLabel("Flag").selectOption("new-checkout");
  await page.getByRole("link", { name: "HTML" }).click();
  await page.getByLabel("Pages that may use it").fill("https://shop.example\nshop.example/cart");
  await page.getByRole("button", { name: "Make a publishable key and fill it in" }).click();
  await page.getByText("shop.example/cart must be").waitFor();
  await page.getByLabel("Pages that may use it").fill("https://shop.example");
  await page.getByRole("button", { name: "Make a publishable key and fill it in" }).click();
  await page.getByText("The publishable key is in the snippet").waitFor();
  await page.getByRole("link", { name: "Node", exact: true }).click();
  await page.getByRole("button", { name: "Make a secret key and fill it in" }).click();
  await page.getByText("The secret key is in the snippet").waitFor();
  const [key = ""] = (await page.locator("main").textContent())?.match(/plb_live_[\w-]+/) ?? [];
  const app = createFlags({ url: open.server.url, key });
  await app.start();
  const shoppers = Array.from({ length: 40 }, (_, index) => `u_${index + 1}`);
  const answers = shoppers.map((targetingKey) => app.isEnabled("new-checkout", { targetingKey }));
  const on = answers.filter(Boolean).length;
  expect(answers[0]).toBe(false);
  expect(on).toBeGreaterThan(0);
  await app.close();
  await page.getByText("40 evaluations, the first").waitFor();

  await page.goto(flagAddress);
  const shares = page.getByRole("list", { name: "Answered by variant" });
  await shares
    .getByText(`${((on / 40) * 100).toFixed(1)} %`)
    .first()
    .waitFor();
  expect((await shares.getByRole("listitem").allTextContents()).map((each) => each.replace(/\s/g, ""))).toEqual([
    `off${40 - on}${(((40 - on) / 40) * 100).toFixed(1)}%`,
    `on${on}${((on / 40) * 100).toFixed(1)}%`,
  ]);
  const rules = page.getByRole("table", { name: "Rules" });
  await rules.getByRole("row", { name: /has an override .* 1$/ }).waitFor();
  await rules.getByRole("row", { name: /everyone else .* 39$/ }).waitFor();
}, 180_000);

test("a rollout says how far it is, and its guard shows what it looks at beside its limit", async () => {
  const [, flagId = ""] = /(flg_\w+)/.exec(flagAddress) ?? [];
  const { workspace } = (
    await open.ask("query ($slug: String!) { workspace(slug: $slug) { id environments { nodes { id key } } } }", {
      slug: open.workspace.slug,
    })
  ).data;
  const environmentId = workspace.environments.nodes.find(({ key }: { key: string }) => key === "production").id;
  const condition = { kind: "event", types: ["tenant.created"], atLeast: 3, withinSeconds: 600 };
  const guards = [{ name: "Too many new tenants", condition }];
  const input = { flagId, environmentId, steps: [60, 80, 100], intervalSeconds: 3600, guards };
  const started = await open.ask(
    "mutation ($input: StartRolloutInput!) { startRollout(input: $input) { __typename ... on Refusal { message } } }",
    { input },
  );
  expect(started.data.startRollout).toEqual({ __typename: "StartRolloutSuccess" });
  await page.getByRole("img", { name: "At 60 %. Not reached: 80, 100 %." }).waitFor();
  await page.getByText("One guard watches it; of none there is data yet.").waitFor();
  await open.ask(
    "mutation ($input: CreateTenantInput!) { createTenant(input: $input) { __typename ... on Refusal { message } } }",
    { input: { workspaceId: workspace.id, key: "acme", name: "Acme" } },
  );
  await page.reload();
  await page.getByRole("img", { name: /^events from .*: now 1, limit 3\.$/ }).waitFor();
  await page.getByLabel("Context, as JSON").fill('{"targetingKey": "u_73301", "country": "FR"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("list", { name: "The walk" }).waitFor();
  expect(await lookAtPage(page, `${pictures}/flag`)).toEqual([]);
}, 180_000);

test("a flag is found by its key, and an address of none says so", async () => {
  await page.goto(at("flags/new-checkout"));
  await page.waitForURL(/\/flags\/flg_\w{26}/);
  await page.getByRole("heading", { name: "new-checkout" }).waitFor();
  await page.goto(at("flags/nothing-of-ours"));
  await page.getByText("There is no such flag").waitFor();
  await page.getByRole("link", { name: "All flags" }).click();
  await page.waitForURL(at("flags"));
}, 180_000);

test("a variant is renamed, added and removed, each value as its kind and schema ask; the refusal says what still serves it", async () => {
  const { data } = await open.ask(
    "query ($slug: String!) { workspace(slug: $slug) { id environments { nodes { id key } } } }",
    { slug: open.workspace.slug },
  );
  const { id: workspaceId, environments } = data.workspace;
  const variants = [
    { key: "small", value: { size: 1 } },
    { key: "large", value: { size: 2 } },
  ];
  const jsonSchema = { type: "object", properties: { size: { type: "integer" } } };
  const made = await open.ask(
    "mutation ($input: CreateFlagInput!) { createFlag(input: $input) { ... on CreateFlagSuccess { flag { id } } ... on Refusal { message } } }",
    { input: { workspaceId, key: "tile", name: "Tile", type: "VARIANT", variants, jsonSchema } },
  );
  const { id } = made.data.createFlag.flag;
  const environment = environments.nodes.find(({ key }: { key: string }) => key === "production").id;
  await page.goto(at(`flags/${id}/edit?environment=${environment}`));
  const editor = page.locator("plb-flag-variants");
  const save = editor.getByRole("button", { name: "Save the variants" });
  await editor.getByRole("button", { name: "Remove large" }).click();
  await save.click();
  await editor.getByRole("alert").getByText('There is no variant "large".').waitFor();
  await editor.getByRole("button", { name: "Put large back" }).click();
  await editor.getByRole("button", { name: "Add a variant" }).click();
  await page.keyboard.type("huge");
  await editor.getByLabel("Value").last().fill('{"size": "big"}');
  await save.click();
  await editor.getByText("size: It must be integer.").waitFor();
  expect(await lookAtPage(page, `${pictures}/variants`)).toEqual([]);
  await editor.getByLabel("Value").last().fill('{"size": 3');
  await save.click();
  await editor.getByText("It is no JSON:").waitFor();
  await editor.getByLabel("Value").last().fill('{"size": 3}');

  const theirs = [...variants, { key: "tiny", value: { size: 0 } }];
  await open.ask("mutation ($input: UpdateFlagInput!) { updateFlag(input: $input) { __typename } }", {
    input: { flagId: id, variants: theirs },
  });
  await save.click();
  await editor.getByText("was changed meanwhile").waitFor();
  await editor.getByRole("button", { name: "Put my changes on the newest version" }).click();
  await editor.getByRole("button", { name: "Remove tiny" }).click();
  await save.click();
  await page.getByText("The variants are saved, in every environment.").waitFor();
  const served = page.getByLabel("Everybody else gets");
  await served.getByText("huge", { exact: true }).waitFor({ state: "attached" });
  const keys = editor.getByLabel("Key");
  expect(await keys.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))).toEqual([
    "small",
    "large",
    "huge",
  ]);
  await keys.last().fill("vast");
  await save.click();
  await served.getByText("vast", { exact: true }).waitFor({ state: "attached" });
  await served.selectOption("vast");
  await editor.getByLabel("What it means").last().fill("For a wall");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Your changes of the variants are still here, and not saved yet.").waitFor();
  expect(await editor.getByLabel("What it means").last().inputValue()).toBe("For a wall");
  await save.click();
  await save.waitFor({ state: "detached" });
}, 180_000);

test("list, segments, settings and connecting are clean, fit a phone and log no fault", async () => {
  for (const [name, path] of [
    ["list", "flags"],
    ["segments", "flags/segments"],
    ["settings", "flags/settings"],
    ["connect", "flags/connect"],
  ] as const) {
    await page.goto(at(path));
    await settle();
    expect(await lookAtPage(page, `${pictures}/${name}`), name).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(at("flags"));
  await settle();
  await page.getByLabel("Owner").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByLabel("Owner").waitFor();
  await page.screenshot({ path: `${pictures}/list-unfolded-360.png`, fullPage: true });
  expect(logged).toEqual([]);
}, 180_000);
