import { mkdirSync } from "node:fs";
import { eventually } from "@plumbline/api/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAtPage } from "./look-at-page.ts";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// The drift inbox as somebody works in it: side by side, by the keyboard, with a way back.

const pictures = "test-results/pages";
const runbook = `# Restart the ledger

## When it hangs

Look at the queue first. Run \`kubectl rollout restart ledger-writer\` and wait two minutes.
If it hangs again, call Team Ledger.

## After it

Tell the shop.
`;
let open: OpenWorkspace;

async function ok(mutation: string, name: string, select: string, input: Record<string, unknown>) {
  const { data, errors } = await open.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
      __typename ... on ${name}Success { ${select} } ... on Refusal { message }
    } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation], mutation).toMatchObject({ __typename: `${name}Success` });
  return data[mutation];
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  open = await openWorkspace();
  const workspaceId = open.workspace.id;
  await ok("updateDriftSettings", "UpdateDriftSettings", "settings { threshold }", { workspaceId, threshold: 0.05 });
  const page = (title: string, text: string) =>
    ok("uploadDocument", "UploadDocument", "document { id }", {
      workspaceId,
      title,
      format: "MARKDOWN",
      kind: "RUNBOOK",
      text,
    });
  await page("Restart the ledger", runbook);
  await page("Who is who", "# Who is who\n\nTeam Ledger owns `ledger-writer`, the search team owns `finder`.");
  const { service } = await ok("createService", "CreateService", "service { id }", {
    workspaceId,
    key: "ledger-writer",
    name: "ledger-writer",
    owner: "Team Ledger",
  });
  await ok("updateService", "UpdateService", "service { id }", {
    serviceId: service.id,
    key: "bookkeeper",
    name: "bookkeeper",
  });
  await eventually(async () => (await states()).length === 2);
}, 180_000);
afterAll(() => open?.close());

async function states(): Promise<string[]> {
  const { data } = await open.ask(
    `query ($slug: String!) { workspace(slug: $slug) { driftCandidates { nodes { state } } } }`,
    { slug: open.workspace.slug },
  );
  return data.workspace.driftCandidates.nodes.map(({ state }: { state: string }) => state).sort();
}

async function visit(page: Page, place: string): Promise<void> {
  await page.goto(`${open.server.url}/w/${open.workspace.slug}/${place}`);
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
}

test("inbox, documents, candidate and document are clean and fit, in both themes and on a phone", async () => {
  const context = await open.signIn();
  const page = await context.newPage();
  for (const [place, name] of [
    ["documents", "documents"],
    ["drift", "inbox"],
  ] as const) {
    await visit(page, place);
    await page.locator("[data-item]").first().waitFor();
    expect(await lookAtPage(page, `${pictures}/drift-${name}`), name).toEqual([]);
  }
  for (const [link, name] of [
    [".drift h3 a", "candidate"],
    [".drift h4 a[href*='/documents/']", "document"],
  ] as const) {
    await page.locator(link).first().click();
    await page.waitForFunction(() => document.querySelector(".skeleton") === null);
    await page.locator("mark").first().waitFor();
    expect(await lookAtPage(page, `${pictures}/drift-${name}`), name).toEqual([]);
  }
  await context.close();
}, 120_000);

test("side by side: the changed line, and the sentence marked within its section", async () => {
  const context = await open.signIn();
  const page = await context.newPage();
  await visit(page, "drift");
  const card = page.locator(".drift", { hasText: "Restart the ledger" });
  await card.waitFor();
  expect(await card.locator("del").allTextContents()).toContain("- ledger-writer: key");
  expect(await card.locator("mark").textContent()).toBe(
    "Run `kubectl rollout restart ledger-writer` and wait two minutes.",
  );
  const text = await card.locator(".drift-text").textContent();
  expect(text).toContain("Look at the queue first.");
  expect(text).toContain("If it hangs again, call Team Ledger.");
  expect(text).not.toContain("Tell the shop.");
  await context.close();
});

test("j walks, a accepts, undo takes it back, d dismisses as still true", async () => {
  const context = await open.signIn();
  const page = await context.newPage();
  await visit(page, "drift");
  await page.locator(".drift").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await eventually(async () => (await states()).join() === "ACCEPTED,OPEN");
  await page.locator(".toast button", { hasText: "Undo" }).click();
  await eventually(async () => (await states()).join() === "OPEN,OPEN");
  await page.locator(".drift").nth(1).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("d");
  await eventually(async () => (await states()).join() === "DISMISSED,OPEN");
  await eventually(async () => (await page.locator(".drift").count()) === 1);
  await context.close();
});
