import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lookAtPage } from "../look-at-page.ts";
import { type Logs, pictures } from "./open-logs.ts";

/** What is done with a search: kept, shared, alerted on, downloaded; and the first entry of an app. */
export function testSearches(logs: Logs): void {
  test("a search is saved, alerted on, kept to oneself, shared again, renamed and removed; what can be undone is", async () => {
    const { page, at } = logs;
    const dialog = page.locator("dialog");
    const open = () => page.getByRole("button", { name: "Saved searches" }).click();
    const listed = (name: RegExp) => page.getByRole("menuitemradio", { name });
    const choose = async (step: string): Promise<void> => {
      await open();
      await page.getByRole("menuitem", { name: step }).click();
    };
    const agree = async (verb: string): Promise<void> => {
      await dialog.getByRole("button", { name: verb }).click();
      await dialog.waitFor({ state: "detached" });
    };
    /** Takes the step back that these words tell of. */
    const undo = (words: string) =>
      page.locator(".toast", { hasText: words }).getByRole("button", { name: "Undo" }).click();
    await choose("Save this search");
    await dialog.getByLabel("Name").fill("Failing payments");
    await dialog.getByLabel("For everybody in the workspace").check();
    await agree("Save");
    const saved = new URL(page.url()).searchParams.get("q");
    await page.goto(at("logs"));
    await open();
    await listed(/^Failing payments/).click();
    await page.waitForURL((url) => url.searchParams.get("q") === saved);
    await choose("Alert on this");
    await page.waitForURL(/alerts\/rules\/new\?series=logs\.search_count/);
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Failing payments");
    expect(await page.getByLabel("Only search").inputValue()).toMatch(/^search_\w+$/);
    await page.getByText("in the last 24 hours").first().waitFor();
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get("q") === saved);

    await choose("Keep “Failing payments” to yourself");
    await undo("You alone see “Failing payments” now.");
    await open();
    await listed(/^Failing payments.*yours, for all/).waitFor();
    await page.keyboard.press("Escape");
    await choose("Keep “Failing payments” to yourself");
    await open();
    await page.getByText("Only what is shared with everybody can be alerted on").waitFor();
    await page.getByRole("menuitem", { name: "Share “Failing payments” with everybody" }).click();
    await page.getByText("Everybody in the workspace sees “Failing payments” now.").waitFor();
    await choose("Rename “Failing payments”");
    await dialog.getByLabel("Name").fill("Declined");
    await agree("Rename");
    await undo("It is called “Declined” now.");
    await open();
    await listed(/^Failing payments/).waitFor();
    await page.keyboard.press("Escape");
    await choose("Remove “Failing payments”");
    await agree("Remove");
  }, 90_000);

  test("entries are downloaded, which alone the audit log tells of; a span is drawn in the chart", async () => {
    const { open, page, at } = logs;
    const told = () => open.server.app.database.raw`select data from events where type = 'log_export.started'`;
    // Tens of thousands of rows were read in the viewer.
    expect(await told()).toEqual([]);
    await page.goto(at("logs"));
    await page.locator(".log-foot", { hasText: "of 100," }).waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByText("Quick: the newest 10,000 of 100,").waitFor();
    await page.getByText("Everything that fits, streamed: 100,").waitFor();
    const [quick, full] = await page.getByRole("menuitem", { name: "NDJSON" }).all();
    expect(await full?.getAttribute("href")).not.toContain("limit");
    const [download] = await Promise.all([page.waitForEvent("download"), quick?.click()]);
    expect(download.suggestedFilename()).toMatch(/^logs-.*\.ndjson$/);
    const file = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\n");
    expect(file).toHaveLength(10_000);
    expect((await told()).map(({ data }) => data.limit)).toEqual([10_000]);

    const bars = page.locator(".log-bars .u-over");
    const { x, y, width, height } = (await bars.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width * 0.2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=.*to=/);
    await page.getByText("a span that has ended").waitFor();
    const span = new URL(page.url()).searchParams;
    const hours = (Date.parse(span.get("to") ?? "") - Date.parse(span.get("from") ?? "")) / 3_600_000;
    // Two fifths of the day that the page opens with.
    expect(hours).toBeGreaterThan(9);
    expect(hours).toBeLessThan(10.5);
    await page.getByRole("button", { name: "Follow what arrives" }).click();
    await page.getByText("as they arrive").waitFor({ timeout: 20_000 });
  }, 90_000);

  test("an app is connected while the page waits", async () => {
    const { open, page, at } = logs;
    await page.goto(at("logs/connect?with=curl"));
    await page.getByRole("button", { name: "Make a key and fill it in" }).click();
    await page.getByText("The key is in the snippets below").waitFor();
    const command = (await page.locator(".code pre").first().textContent()) ?? "";
    const [, key] = /Bearer (plb_live_\w+)/.exec(command) ?? [];
    const [, body = ""] = /--data-binary '(.*)'$/.exec(command) ?? [];
    await page.getByText("Waiting for the first entry").waitFor();
    await fetch(`${open.server.url}/v1/logs/ndjson`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
      body,
    });
    await page.getByText("Hello from curl").last().waitFor({ timeout: 20_000 });
    await page.getByText("Arrived").waitFor();
    expect(await lookAtPage(page, `${pictures}/connect`)).toEqual([]);
  }, 90_000);
}
