import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsOf, lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// The pipeline as an operator lives it: a rule with its dry run, an alert that arrives by itself, and who is on call.

const pictures = "test-results/alerts";
let open: OpenWorkspace;
let page: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  const context = await open.signIn({ bypassCSP: true });
  page = await context.newPage();
}, 180_000);

afterAll(() => open?.close());

const at = (path: string) => `${open.server.url}/w/${open.workspace.slug}/${path}`;

async function make(mutation: string, field: string, input: Record<string, unknown>): Promise<string> {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await open.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ... on ${name}Success { ${field} { id } } ... on Refusal { message } } }`,
    { input },
  );
  const id = data?.[mutation]?.[field]?.id;
  if (!id) throw new TypeError(`${mutation} answered ${JSON.stringify(errors ?? data)}`);
  return id;
}

const services = async (from: number, to: number) => {
  for (let n = from; n <= to; n += 1)
    await make("createService", "service", {
      workspaceId: open.workspace.id,
      key: `checkout-${n}`,
      name: `Checkout ${n}`,
    });
};

/** What the API says of one thing by its id. */
async function read(id: string, type: string, fields: string) {
  const { data } = await open.ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`, { id });
  return data.node;
}

/** An open dialog in both themes and on a phone. */
async function lookAtDialog(name: string): Promise<void> {
  expect(await lookAtPage(page, `${pictures}/${name}`), name).toEqual([]);
}

/** The page in both themes and on a phone. */
async function look(name: string, path: string): Promise<void> {
  await page.goto(at(path));
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  expect(await page.locator(".load-error").count(), `${name} could be read`).toBe(0);
  expect(await lookAtPage(page, `${pictures}/${name}`), name).toEqual([]);
}

test("a rule's dry run says what it would have found, while it is written, and names what is wrong at its field", async () => {
  await services(1, 4);
  await page.goto(at("alerts/rules/new"));
  await page.getByLabel("Event", { exact: true }).selectOption("service.created");
  await page.getByLabel("At least, events").fill("3");
  await page.getByText("Would have fired once").waitFor();
  await page.getByLabel("One alert for each").fill("nonsense");
  await page.getByText("must be type, subjectType").waitFor();
  await page.getByLabel("One alert for each").fill("");
  await page.getByText("Would have fired once").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Many services at once");
  await page.getByRole("button", { name: "Make the rule" }).click();
  await page.waitForURL(/alerts\/rules\/alrule_/);
  await page.getByText("Not evaluated yet").waitFor();
}, 60_000);

test("an alert arrives in the inbox by itself, is acknowledged in place with a comment, and silenced", async () => {
  await page.goto(at("alerts"));
  await page.getByText("Nothing asks for anybody").waitFor();
  await services(5, 9);
  await page.getByRole("link", { name: "Many services at once" }).waitFor({ timeout: 30_000 });
  await page.keyboard.press("j");
  expect(await page.locator("tr[data-current]").count()).toBe(1);
  // On a phone the step stands in the inbox too, whole and large enough for a finger.
  await page.setViewportSize({ width: 360, height: 900 });
  await page.screenshot({ path: `${pictures}/inbox-open-360.png` });
  const button = await page.getByRole("button", { name: "Acknowledge" }).first().boundingBox();
  expect(button?.height).toBeGreaterThanOrEqual(32);
  const panel = await page
    .locator("section", { has: page.locator("table") })
    .last()
    .boundingBox();
  const table = await page.locator("table").boundingBox();
  expect(table?.width, "the table stays in its panel").toBeLessThanOrEqual(panel?.width ?? 0);
  await page.getByRole("button", { name: "Acknowledge" }).first().click();
  await page.getByLabel("What is being done").waitFor();
  await page.screenshot({ path: `${pictures}/inbox-acknowledge-360.png` });
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel("What is being done").fill("Looking at the importer");
  await page.locator("form.take-on button").click();
  await page.getByText("Nothing asks for anybody").waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("link", { name: /Acknowledged/ }).click();
  await page.waitForURL(/show=taken/);
  await page.getByText("takes care of it: “Looking at the importer”").waitFor();
  await page.getByRole("button", { name: "Silence" }).click();
  await page.getByLabel("Why").fill("Import of the week");
  await page.locator("dialog").getByRole("button", { name: "Silence" }).click();
  await page.getByRole("link", { name: /Kept quiet/ }).click();
  await page.getByText("Silenced").first().waitFor();
}, 60_000);

test("the rule editor keeps every field of a rule, shows it, and changes it", async () => {
  const workspaceId = open.workspace.id;
  const tenantId = await make("createTenant", "tenant", { workspaceId, key: "acme", name: "Acme" });
  const other = await make("createTenant", "tenant", { workspaceId, key: "globex", name: "Globex" });
  const noise = { kind: "event", types: ["service.updated"] };
  const quieted = await make("createAlertRule", "rule", {
    workspaceId,
    name: "Noise of deliveries",
    severity: "INFO",
    definition: { condition: noise },
  });
  const condition = {
    kind: "rate",
    series: "events.count",
    filter: {},
    aggregation: "max",
    windowSeconds: 90,
    comparator: "gt",
    limit: 2.5,
    clearLimit: 1.5,
    forSeconds: 100,
    perSeconds: 3600,
  };
  const inhibits = { ruleIds: [quieted], equal: ["type"] };
  const definition = { condition, groupBy: ["type"], routeIds: [], policyId: null, flapSeconds: 45, inhibits };
  const input = { workspaceId, name: "Grows fast", owner: "Platform", severity: "ERROR", tenantId, definition };
  const ruleId = await make("createAlertRule", "rule", input);
  await page.goto(at(`alerts/rules/${ruleId}`));
  await page.getByLabel("Whose").waitFor();
  expect(await page.getByLabel("By the", { exact: true }).inputValue()).toBe("3600");
  await page.getByLabel("Name", { exact: true }).fill("Grows too fast");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved as version 1.").waitFor();
  const fields = "name owner severity version definition tenant { id }";
  const kept = { name: "Grows too fast", owner: "Platform", severity: "ERROR", version: 1, definition };
  expect(await read(ruleId, "AlertRule", fields)).toEqual({ ...kept, tenant: { id: tenantId } });

  await page.getByLabel("Whose").selectOption("Globex");
  await page.getByLabel("What it watches").selectOption("change");
  await page.getByLabel("Difference in").selectOption("absolute");
  await page.getByLabel("Reopens within, minutes").fill("20");
  await page.getByLabel("One alert for each").fill("");
  await page.getByLabel("Only with equal values of").fill("");
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved as version 2.").waitFor();
  const { perSeconds: _, ...same } = condition;
  expect(await read(ruleId, "AlertRule", "definition tenant { id }")).toEqual({
    definition: {
      ...definition,
      condition: { ...same, kind: "change", unit: "absolute" },
      groupBy: [],
      flapSeconds: 1200,
      inhibits: { ruleIds: [quieted], equal: [] },
    },
    tenant: { id: other },
  });

  await page.getByLabel("Noise of deliveries").uncheck();
  await page.getByLabel(/^Limit/).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page
    .locator(".field", { has: page.getByLabel(/^Limit/) })
    .locator(".error")
    .waitFor();
  await page.getByLabel(/^Limit/).fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved as version 3.").waitFor();
  expect((await read(ruleId, "AlertRule", "definition")).definition).toMatchObject({
    inhibits: null,
    condition: { limit: 7 },
  });
}, 60_000);

test("drawing over the week puts somebody on call, and a gap is said", async () => {
  const { data } = await open.ask("{ viewer { id } }");
  const layer = { name: "Office", userIds: [data.viewer.id], turn: { unit: "WEEKS", length: 1 }, handOverAt: "09:00" };
  const restrictions = [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }];
  await make("createOnCallSchedule", "schedule", {
    workspaceId: open.workspace.id,
    name: "Primary",
    timeZone: "Europe/Lisbon",
    layers: [{ ...layer, startsOn: "2026-01-05", restrictions }],
  });
  await page.goto(at("alerts/on-call?week=1"));
  await page.getByText(/Nobody is on call in \d+ spans of this week/).waitFor();
  const box = await page.locator(".week-lane").boundingBox();
  if (!box) throw new TypeError("The lane has no box.");
  await page.mouse.move(box.x + box.width * 0.02, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.05, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await page.locator("dialog").getByRole("button", { name: "Put on call" }).click();
  await page.locator(".shift.override").waitFor();
  expect(await page.getByText(/Override by/).count()).toBe(1);
}, 60_000);

test("a schedule gets a second layer with hours and another zone, and keeps what was not touched when it is changed", async () => {
  await page.goto(at("alerts/on-call"));
  await page.getByRole("button", { name: "Make a schedule" }).click();
  const dialog = page.locator("dialog");
  await dialog.getByLabel("Name of the schedule").fill("Follow the sun");
  await dialog.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await dialog.getByRole("button", { name: "Add a layer" }).click();
  const second = dialog.getByRole("group", { name: "Layer 2" });
  await second.getByLabel("Name", { exact: true }).fill("Office hours");
  await second.getByLabel("Add somebody").selectOption({ index: 1 });
  await second.getByLabel("A turn is").fill("2");
  await second.getByLabel("of", { exact: true }).selectOption("DAYS");
  await second.getByRole("button", { name: "Only in some hours" }).click();
  await second.getByLabel("Fri").uncheck();
  await second.getByLabel("From").fill("10:00");
  await lookAtDialog("schedule-dialog");
  await dialog.getByRole("button", { name: "Make the schedule" }).click();
  await dialog.waitFor({ state: "detached" });
  const panel = page.getByRole("region", { name: "Follow the sun" });
  await panel.getByText("only Mon, Tue, Wed, Thu 10:00 to 17:00").waitFor();
  await page.getByRole("button", { name: "Change Follow the sun" }).click();
  await dialog.getByLabel("Name of the schedule").fill("Around the world");
  await dialog.getByRole("group", { name: "Layer 1" }).getByLabel("at", { exact: true }).fill("08:30");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const { data } = await open.ask(
    `query ($slug: String!) { viewer { id } workspace(slug: $slug) { onCallSchedules { nodes { name timeZone layers { name userIds turnUnit turnLength handOverAt restrictions { days from to } } } } } }`,
    { slug: open.workspace.slug },
  );
  const found = data.workspace.onCallSchedules.nodes.find(({ name }: { name: string }) => name === "Around the world");
  const userIds = [data.viewer.id];
  expect(found).toEqual({
    name: "Around the world",
    timeZone: "Asia/Tokyo",
    layers: [
      { name: "Around the clock", userIds, turnUnit: "WEEKS", turnLength: 1, handOverAt: "08:30", restrictions: [] },
      {
        name: "Office hours",
        userIds,
        turnUnit: "DAYS",
        turnLength: 2,
        handOverAt: "09:00",
        restrictions: [{ days: [1, 2, 3, 4], from: "10:00", to: "17:00" }],
      },
    ],
  });
}, 90_000);

test("a policy of five steps and a route with matchers, tenant, quiet hours and digest are made and changed", async () => {
  await page.goto(at("alerts/routing"));
  const dialog = page.locator("dialog");
  await page.getByRole("button", { name: "Make a policy" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Five steps");
  for (let n = 0; n < 4; n += 1) await dialog.getByRole("button", { name: "Add a step" }).click();
  const third = dialog.getByRole("group", { name: "Step 3" });
  await third.getByLabel("Then after minutes").fill("2.5");
  await third.getByRole("button", { name: "Tell somebody else too" }).click();
  await third.getByLabel("and", { exact: true }).selectOption("Whoever is on call in Primary");
  await lookAtDialog("policy-dialog");
  await dialog.getByRole("button", { name: "Make the policy" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Change Five steps" }).click();
  await dialog.getByRole("button", { name: "Take step 1 out" }).click();
  expect(await dialog.getByRole("group", { name: "Step 2" }).getByLabel("Then after minutes").inputValue()).toBe("2.5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Make a route" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Night");
  await dialog.getByRole("button", { name: "Add a matcher" }).click();
  await dialog.getByRole("button", { name: "Add a matcher" }).click();
  await dialog.getByLabel("Attribute").nth(1).fill("provider");
  await dialog.getByLabel("is", { exact: true }).nth(1).selectOption("MATCHES");
  await dialog.getByLabel("Value").nth(1).fill("git*");
  await dialog.getByLabel("Of", { exact: true }).selectOption("Acme");
  await dialog.getByLabel("Then escalate by").selectOption("Five steps");
  await dialog.getByLabel("Hold messages back in quiet hours").check();
  await dialog.getByLabel("Sun").check();
  await dialog.getByLabel("Time zone").selectOption("America/New_York");
  await dialog.getByLabel("Digest, minutes").fill("2.5");
  await lookAtDialog("route-dialog");
  await dialog.getByRole("button", { name: "Make the route" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Change Night" }).click();
  await dialog.getByRole("button", { name: "Take matcher 1 out" }).click();
  expect(await dialog.getByLabel("is", { exact: true }).inputValue()).toBe("MATCHES");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const { data } = await open.ask(
    `query ($slug: String!) { workspace(slug: $slug) {
      alertRoutes { nodes { name matchers { label op value } tenant { name } policy { name } digestSeconds quietHours { timeZone from to days } } }
      escalationPolicies { nodes { name steps { afterSeconds targets { kind } } } } } }`,
    { slug: open.workspace.slug },
  );
  expect(data.workspace.alertRoutes.nodes).toEqual([
    {
      name: "Night",
      matchers: [{ label: "provider", op: "MATCHES", value: "git*" }],
      tenant: { name: "Acme" },
      policy: { name: "Five steps" },
      digestSeconds: 150,
      quietHours: { timeZone: "America/New_York", from: "22:00", to: "07:00", days: [7] },
    },
  ]);
  const [policy] = data.workspace.escalationPolicies.nodes;
  expect(policy.steps.map(({ afterSeconds }: { afterSeconds: number }) => afterSeconds)).toEqual([600, 150, 600, 600]);
  expect(policy.steps[1].targets).toHaveLength(2);
}, 120_000);

test("every page of the pipeline is without a fault of axe, in both themes and on a phone", async () => {
  const { workspace } = open;
  const workspaceId = workspace.id;
  const { data } = await open.ask(
    `query ($slug: String!) { viewer { id } workspace(slug: $slug) { alerts { nodes { id } } } }`,
    {
      slug: workspace.slug,
    },
  );
  const targets = [{ kind: "MEMBER", id: data.viewer.id }];
  const policyId = await make("createEscalationPolicy", "policy", {
    workspaceId,
    name: "Nights",
    steps: [{ afterSeconds: 300, targets }],
    repeats: 1,
  });
  const quietHours = { timeZone: "Europe/Lisbon", from: "22:00", to: "07:00" };
  await make("createAlertRoute", "route", {
    workspaceId,
    name: "Operations",
    channelIds: [],
    matchers: [],
    quietHours,
    digestSeconds: 600,
    policyId,
  });
  const condition = { kind: "threshold", series: "events.count", aggregation: "sum", comparator: "gt", limit: 3 };
  const ruleId = await make("createAlertRule", "rule", {
    workspaceId,
    name: "Much happens",
    severity: "INFO",
    owner: "Platform",
    definition: { condition },
  });
  await look("inbox", "alerts?show=all");
  await look("alert", `alerts/${data.workspace.alerts.nodes[0].id}`);
  await look("rules", "alerts/rules");
  await look("rule", `alerts/rules/${ruleId}`);
  await look("routing", "alerts/routing");
  await look("on-call", "alerts/on-call?week=1");
  await look("home", "");
}, 240_000);
