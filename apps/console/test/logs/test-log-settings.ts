import { expect, test } from "vitest";
import type { Logs } from "./open-logs.ts";

/** What is kept, what is replaced, and where else errors are shown. */
export function testLogSettings(logs: Logs): void {
  test("retention and a redaction rule are set, what it replaces is counted, and services and tenants show their errors", async () => {
    const { open, page, at, make, send } = logs;
    await page.goto(at("logs/settings"));
    const dialog = page.locator("dialog");
    const kept = page.locator("section", { has: page.getByRole("heading", { name: "Kept for" }) });
    await kept.getByRole("button", { name: "Change" }).click();
    await dialog.getByLabel("info").selectOption({ label: "14 days" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await kept.locator("dt:has-text('info') + dd", { hasText: "14 days" }).waitFor();

    await page.getByRole("button", { name: "Add a rule" }).click();
    await dialog.getByLabel("Name").fill("device");
    await dialog.getByLabel("Regular expression").fill("left on \\w{1,20}");
    await dialog.getByRole("button", { name: "Try it" }).click();
    await dialog.getByText(/^It would change \d+ of the newest/).waitFor();
    await dialog.getByRole("button", { name: "Add the rule" }).click();
    const rule = page.locator("li", { has: page.getByRole("switch", { name: "device" }) });
    await rule.getByText("0 replaced").waitFor();
    await send([{ level: "error", service: "payments", tenant: "acme", message: "Nothing left on device 7" }]);
    await expect
      .poll(
        async () => {
          await page.reload();
          return await rule.locator(".when").textContent();
        },
        { timeout: 30_000 },
      )
      .toBe("1 replaced");
    await rule.getByRole("switch").uncheck();

    const { id: workspaceId } = open.workspace;
    const service = (await make("createService", "service { id }", {
      workspaceId,
      key: "payments",
      name: "Payments",
    })) as { id: string };
    const tenant = (await make("createTenant", "tenant { id }", { workspaceId, key: "acme", name: "Acme" })) as {
      id: string;
    };
    for (const path of [`services/${service.id}`, `tenants/${tenant.id}`]) {
      await page.goto(at(path));
      const panel = page.locator("section", { has: page.getByRole("heading", { name: "Errors in its logs" }) });
      await panel.getByRole("link", { name: "Disk is full" }).waitFor({ timeout: 20_000 });
      await panel.getByRole("link", { name: "Entries" }).click();
      await page.locator(".log-row.error", { hasText: "Disk is full" }).first().waitFor({ timeout: 30_000 });
    }
  }, 180_000);
}
