import type { FurnishDemoOptions } from "./furnish-demo.ts";
import type { DemoPlace } from "./look-around.ts";

/** Days that the demo keeps its logs: whoever leaves it running for weeks has the last days, and no more. */
const retention = { errorDays: 7, warnDays: 3, infoDays: 1, debugDays: 1 };

/** The rule that guards the staged rollout. */
export const ordersFail = "Orders fail";

/** The rule that fires once in a while. */
export const taxQuotesFail = "Tax quotes fail";

const retryWarnings = { name: "Slow carriers", query: 'level:warn "carrier" duration_ms:>1500' };
const failedOrders = { name: "Orders that fail", query: "level:error service:checkout-api" };

/** Gives the demo's logs their retention, saved searches and rules. Harmless when they are there. */
export async function furnishLogs(options: FurnishDemoOptions, { rules }: DemoPlace): Promise<void> {
  const { door, person, workspaceId } = options;
  if (rules.has(taxQuotesFail)) return;
  await door.make("updateLogRetention", { workspaceId, ...retention }, person);
  await door.make("createSavedSearch", { workspaceId, ...retryWarnings, shared: true }, person);
  const { search } = await door.make<{ search: { id: string } }>(
    "createSavedSearch",
    { workspaceId, ...failedOrders, shared: true },
    person,
    "search { id }",
  );
  const measured = { kind: "threshold", aggregation: "sum", comparator: "gt" };
  const make = (name: string, severity: string, condition: Record<string, unknown>) =>
    door.make(
      "createAlertRule",
      { workspaceId, name, severity, definition: { condition: { ...measured, ...condition } } },
      person,
    );
  if (!rules.has(ordersFail))
    await make(ordersFail, "ERROR", {
      series: "logs.search_count",
      filter: { search: search.id },
      windowSeconds: 300,
      limit: 60,
      clearLimit: 30,
    });
  await make(taxQuotesFail, "WARNING", {
    series: "logs.count",
    filter: { level: "error", service: "tax-quotes" },
    windowSeconds: 120,
    limit: 10,
    clearLimit: 2,
  });
}
