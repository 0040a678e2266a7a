import { expect, test } from "vitest";
import { lookAtPage } from "../look-at-page.ts";
import { type Logs, pictures } from "./open-logs.ts";

/** Errors that are the same stand once, and are taken care of. */
export function testErrorGroups(logs: Logs): void {
  test("errors that are the same stand once and say why; retention, redaction and deletion say what they do", async () => {
    const { page, at, send } = logs;
    const error = { level: "error", service: "payments", tenant: "acme", message: "User 4711 not found" };
    await send([error, { ...error, message: "User 4712 not found" }]);
    await page.goto(at("logs/errors?service=payments"));
    const link = page.getByRole("link", { name: /User .* not found/ });
    await link.waitFor({ timeout: 30_000 });
    expect(await lookAtPage(page, `${pictures}/errors`)).toEqual([]);
    await link.click();
    await page.getByRole("heading", { name: "Why it is one group" }).waitFor();
    await page.locator(".error-template mark").first().waitFor();
    expect(await lookAtPage(page, `${pictures}/error`)).toEqual([]);
    await page.getByRole("button", { name: "Resolve" }).click();
    await page.locator("dialog").getByRole("button", { name: "Resolve" }).click();
    await page.getByRole("button", { name: "Reopen" }).waitFor();

    await page.goto(at("logs/settings"));
    await page.getByRole("button", { name: "Delete entries" }).click();
    const dialog = page.locator("dialog");
    await dialog.getByLabel("Search").fill('"User 4711 not found"');
    await dialog.getByRole("button", { name: "Count them" }).click();
    await dialog.getByRole("button", { name: "Delete 1 entry" }).waitFor();
    await dialog.getByLabel("Why").fill("Asked for by the person");
    await dialog.getByRole("button", { name: "Delete 1 entry" }).click();
    await page.getByText("1 entry deleted, none is left").waitFor({ timeout: 30_000 });
    expect(await lookAtPage(page, `${pictures}/settings`)).toEqual([]);
  }, 180_000);

  test("an error group is given to somebody, muted, merged, taken apart, undone, and comes back after it was resolved", async () => {
    const { page, at, send } = logs;
    const disk = { level: "error", service: "payments", tenant: "acme", message: "Disk is full" };
    await send([disk, { ...disk, message: "No space left on device" }]);
    await page.goto(at("logs/errors?environment=staging"));
    await page.getByText("Nothing fits").waitFor();
    await page.getByLabel("Environment").selectOption({ label: "Every environment" });
    await page.getByRole("link", { name: "Disk is full" }).click({ timeout: 30_000 });
    await page.locator(".tag", { hasText: "Production" }).waitFor();
    const first = page.url();
    const dialog = page.locator("dialog");
    const more = async (step: string): Promise<void> => {
      await page.getByRole("button", { name: "More steps" }).click();
      await page.getByRole("menuitem", { name: step }).click();
    };
    const agree = async (verb: string): Promise<void> => {
      await dialog.getByRole("button", { name: verb }).click();
      await dialog.waitFor({ state: "detached" });
    };
    await more("Alert on this");
    expect(first.endsWith(`/${await page.getByLabel("Only group").inputValue()}`)).toBe(true);
    await page.goBack();
    await page.waitForURL(first);
    await more("Assign");
    await dialog.getByLabel("Who takes care of it").selectOption({ index: 1 });
    await agree("Assign");
    await page.locator("dd", { hasText: "Ines Okafor" }).waitFor();
    await page.getByRole("button", { name: "Mute" }).click();
    await dialog.getByLabel("Quiet").selectOption({ label: "For a week" });
    await agree("Mute");
    await page.getByText("quiet until").first().waitFor();
    await page.getByRole("button", { name: "Unmute" }).click();
    await page.getByRole("button", { name: "Resolve" }).waitFor();

    await more("Merge into another group");
    const into = await dialog.getByRole("option", { name: /^No space left/ }).getAttribute("value");
    await dialog.getByLabel("The group that stays").selectOption(into);
    await agree("Merge");
    await page.waitForURL(`**/logs/errors/${into}`);
    const moves = page.locator("section", { has: page.getByRole("heading", { name: "Merges and splits" }) });
    await moves.getByText("Merged: 1 pattern").waitFor();
    expect(await lookAtPage(page, `${pictures}/merged`)).toEqual([]);
    await page.goto(first);
    await page.getByText("Its patterns are part of").waitFor();
    await page.goto(at(`logs/errors/${into}`));
    await moves.getByRole("button", { name: "Undo" }).click();
    await moves.getByText("undone").waitFor();
    await page.goto(first);
    await more("Merge into another group");
    await dialog.getByLabel("The group that stays").selectOption(into);
    await agree("Merge");
    await page.waitForURL(`**/logs/errors/${into}`);
    await page.getByRole("checkbox", { name: /Disk is full/ }).check();
    await page.getByRole("button", { name: "Split 1 off" }).click();
    await agree("Split off");
    await page.waitForURL((url) => !url.pathname.endsWith(String(into)));

    await page.getByRole("heading", { name: "Disk is full" }).waitFor();
    await page.getByRole("button", { name: "Resolve" }).click();
    await agree("Resolve");
    await page.getByRole("button", { name: "Reopen" }).waitFor();
    await send([disk]);
    await page.getByText("Came back").first().waitFor({ timeout: 30_000 });
  }, 180_000);
}
