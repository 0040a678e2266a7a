import type { ProviderSample } from "../../provider.ts";

const headers = (topic: string, id: string) => ({
  "content-type": "application/json",
  "x-shopify-topic": topic,
  "x-shopify-shop-domain": "acme-outfitters.myshopify.com",
  "x-shopify-api-version": "2026-07",
  "x-shopify-webhook-id": `b54557e4-bdd9-4b37-8a5f-${id}`,
  "x-shopify-event-id": `98880550-7158-44d4-b7cd-${id}`,
});

const order = {
  id: 5940139491234,
  admin_graphql_api_id: "gid://shopify/Order/5940139491234",
  name: "#1001",
  created_at: "2026-11-20T11:00:00-05:00",
  updated_at: "2026-11-20T11:00:00-05:00",
  processed_at: "2026-11-20T11:00:00-05:00",
  cancelled_at: null,
  cancel_reason: null,
  currency: "USD",
  financial_status: "paid",
  total_price: "59.99",
  line_items: [{ id: 14987655512162, quantity: 1, title: "Canvas bag" }],
};

/** In the shape of https://shopify.dev/docs/api/webhooks. */
export const shopifySamples: ProviderSample[] = [
  {
    name: "an order is created",
    headers: headers("orders/create", "2c97c2c0c0a1"),
    body: order,
    signals: ["order.created"],
  },
  { name: "an order is paid", headers: headers("orders/paid", "2c97c2c0c0a2"), body: order, signals: ["order.paid"] },
  {
    name: "an order is cancelled",
    headers: headers("orders/cancelled", "2c97c2c0c0a3"),
    body: {
      ...order,
      cancelled_at: "2026-11-20T12:00:00-05:00",
      cancel_reason: "customer",
      financial_status: "voided",
    },
    signals: ["order.cancelled"],
  },
  {
    name: "a created order under another, unsigned topic",
    headers: headers("orders/cancelled", "2c97c2c0c0a4"),
    body: order,
    signals: [],
  },
  {
    name: "a refund",
    headers: headers("refunds/create", "2c97c2c0c0a5"),
    body: {
      id: 929361469546,
      order_id: 5940139491234,
      created_at: "2026-11-20T12:30:00-05:00",
      note: "Things were damaged",
      refund_line_items: [{ id: 487817672276, quantity: 1, subtotal: 59.99 }],
      transactions: [{ id: 7094135271310, amount: "59.99", currency: "USD", kind: "refund", status: "success" }],
    },
    signals: ["refund.created"],
  },
  {
    name: "a theme is published",
    headers: headers("themes/publish", "2c97c2c0c0a6"),
    body: {
      id: 151216286527,
      name: "Comfort",
      role: "main",
      created_at: "2026-11-19T10:00:00-05:00",
      updated_at: "2026-11-20T10:00:00-05:00",
    },
    signals: ["theme.published"],
  },
  {
    name: "the app is uninstalled",
    headers: headers("app/uninstalled", "2c97c2c0c0a7"),
    body: {
      id: 548380009,
      name: "Acme Outfitters",
      domain: "shop.acme.example",
      myshopify_domain: "acme-outfitters.myshopify.com",
    },
    signals: ["app.uninstalled"],
  },
];
