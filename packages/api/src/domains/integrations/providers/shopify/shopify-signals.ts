import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readPath, readText } from "../../provider/read-path.ts";

type Normaliser = (payload: unknown, delivery: ParsedDelivery) => NormalisedSignal | null;

/**
 * The fact in one delivery. The topic stands in a header that Shopify does not sign, so each reader also looks for what only its own
 * payload has. https://shopify.dev/docs/api/webhooks
 */
export function shopifySignals(delivery: ParsedDelivery): NormalisedSignal[] {
  const signal = normalisers.get(delivery.event)?.(delivery.payload, delivery);
  return signal ? [signal] : [];
}

const normalisers = new Map<string, Normaliser>(
  Object.entries({
    "orders/create": (payload, { receivedAt }) =>
      readPath(payload, "line_items") === undefined
        ? null
        : orderSignal("created", orderOf(payload), readMoment(payload, "created_at") ?? receivedAt),
    "orders/paid": (payload, { receivedAt }) =>
      readText(payload, "financial_status") === "paid"
        ? orderSignal("paid", orderOf(payload), readMoment(payload, "processed_at") ?? receivedAt)
        : null,
    "orders/cancelled": (payload) => {
      const at = readMoment(payload, "cancelled_at");
      return at ? orderSignal("cancelled", orderOf(payload), at, readText(payload, "cancel_reason")) : null;
    },
    "refunds/create": (payload, { receivedAt }) => {
      const id = readText(payload, "id");
      const order = readText(payload, "order_id");
      if (!id || !order) return null;
      const paid = readList(payload, "transactions").map((one) => Number(readText(one, "amount") ?? 0));
      const currency = readText(readList(payload, "transactions")[0], "currency");
      return refundSignal({
        id,
        order,
        amount: paid.reduce((sum, amount) => sum + amount, 0).toFixed(2),
        currency,
        at: readMoment(payload, "created_at") ?? receivedAt,
      });
    },
    "themes/publish": (payload, { receivedAt }) => {
      const id = readText(payload, "id");
      if (!id || readText(payload, "role") !== "main") return null;
      const at = readMoment(payload, "updated_at") ?? receivedAt;
      return {
        type: "theme.published",
        key: `theme.published:${id}:${at.toISOString()}`,
        occurredAt: at,
        title: `Theme published: ${readText(payload, "name") ?? id}`,
        subject: `theme ${readText(payload, "name") ?? id}`,
        data: { themeId: id },
      };
    },
    "app/uninstalled": (payload, { receivedAt }) => {
      const shop = readText(payload, "myshopify_domain");
      if (!shop) return null;
      return {
        type: "app.uninstalled",
        key: `app.uninstalled:${shop}:${receivedAt.toISOString()}`,
        occurredAt: receivedAt,
        title: `The Shopify app was uninstalled from ${shop}`,
        subject: shop,
      };
    },
  } satisfies Record<string, Normaliser>),
);

/** What is told of an order: no name, address or email of a customer. */
export interface ShopifyOrder {
  id: string;
  name: string;
  total: string | undefined;
  currency: string | undefined;
}

const orderOf = (payload: unknown): ShopifyOrder => ({
  id: readText(payload, "id") ?? "",
  name: readText(payload, "name") ?? `order ${readText(payload, "id")}`,
  total: readText(payload, "total_price"),
  currency: readText(payload, "currency"),
});

/** The same by webhook and by poll; an order is created, paid and cancelled once. */
export function orderSignal(
  deed: "created" | "paid" | "cancelled",
  order: ShopifyOrder,
  at: Date,
  reason?: string,
): NormalisedSignal {
  const price = order.total && order.currency ? ` (${order.total} ${order.currency})` : "";
  return {
    type: `order.${deed}`,
    key: `order.${deed}:${order.id}`,
    occurredAt: at,
    title: `Order ${order.name} ${deed}${price}${reason ? `: ${reason}` : ""}`,
    subject: order.name,
    data: { orderId: order.id, total: order.total, currency: order.currency, reason },
  };
}

/** A refund, by webhook and by poll. */
export function refundSignal(refund: {
  id: string;
  order: string;
  amount: string;
  currency: string | undefined;
  at: Date;
}) {
  const { id, order, amount, currency, at } = refund;
  const signal: NormalisedSignal = {
    type: "refund.created",
    key: `refund.created:${id}`,
    occurredAt: at,
    title: `Refund of ${amount}${currency ? ` ${currency}` : ""}`,
    subject: `order ${order}`,
    data: { refundId: id, orderId: order, amount, currency },
  };
  return signal;
}
