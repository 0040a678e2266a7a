import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";
import { windowPoll } from "../../provider/window-poll.ts";
import { shopifyQuery } from "./shopify-graphql.ts";
import { orderSignal, refundSignal } from "./shopify-signals.ts";

const changed = `query ($filter: String!, $after: String) {
  orders(first: 50, after: $after, query: $filter, sortKey: UPDATED_AT) {
    nodes {
      legacyResourceId name createdAt updatedAt cancelledAt cancelReason displayFinancialStatus
      totalPriceSet { shopMoney { amount currencyCode } }
      transactions(first: 10) { kind status processedAt }
      refunds(first: 10) { legacyResourceId createdAt totalRefundedSet { shopMoney { amount currencyCode } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/**
 * Orders that changed since, read by `updated_at`. Themes and uninstalling are told by webhook alone. With `read_orders` Shopify shows
 * the last 60 days. https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
 */
export const shopifyPoll = windowPoll({
  intervalSeconds: 120,
  overlapSeconds: 120,
  async read(access, since, page) {
    const filter = `updated_at:>='${since.toISOString()}'`;
    const data = await shopifyQuery(access, changed, { filter, after: page ?? null });
    const items = readList(data, "orders.nodes").map((order) => ({
      at: readMoment(order, "updatedAt") ?? access.now,
      signals: factsOf(order, since),
    }));
    const more = readPath(data, "orders.pageInfo.hasNextPage") === true;
    return { items, next: more ? readText(data, "orders.pageInfo.endCursor") : undefined };
  },
});

/** An order shows all of its past: only what happened since is told. */
function factsOf(order: unknown, since: Date): NormalisedSignal[] {
  const id = readText(order, "legacyResourceId");
  if (!id) return [];
  const whole = {
    id,
    name: readText(order, "name") ?? `order ${id}`,
    total: readText(order, "totalPriceSet.shopMoney.amount"),
    currency: readText(order, "totalPriceSet.shopMoney.currencyCode"),
  };
  const isNew = (at: Date | undefined): at is Date => at !== undefined && at >= since;
  const signals: NormalisedSignal[] = [];
  const created = readMoment(order, "createdAt");
  if (isNew(created)) signals.push(orderSignal("created", whole, created));
  const paid = readText(order, "displayFinancialStatus") === "PAID" ? lastPayment(order) : undefined;
  if (isNew(paid)) signals.push(orderSignal("paid", whole, paid));
  const cancelled = readMoment(order, "cancelledAt");
  if (isNew(cancelled)) {
    signals.push(orderSignal("cancelled", whole, cancelled, readText(order, "cancelReason")?.toLowerCase()));
  }
  for (const refund of readList(order, "refunds")) {
    const at = readMoment(refund, "createdAt");
    const refundId = readText(refund, "legacyResourceId");
    if (!refundId || !isNew(at)) continue;
    const money = readPath(refund, "totalRefundedSet.shopMoney");
    const amount = Number(readText(money, "amount") ?? 0).toFixed(2);
    signals.push(refundSignal({ id: refundId, order: id, amount, currency: readText(money, "currencyCode"), at }));
  }
  return signals;
}

function lastPayment(order: unknown): Date | undefined {
  const payments = readList(order, "transactions").filter(
    (one) => readText(one, "status") === "SUCCESS" && ["SALE", "CAPTURE"].includes(readText(one, "kind") ?? ""),
  );
  return payments.map((one) => readMoment(one, "processedAt")).findLast((at) => at !== undefined);
}
