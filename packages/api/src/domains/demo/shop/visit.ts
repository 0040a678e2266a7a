import { pick } from "../pick.ts";
import { carrierTimeout, type Fault, indexBehind, mailRefused, missingRate } from "./faults.ts";
import type { ShopEntry } from "./shop-entry.ts";
import { type Decisions, hexId, type Shopper } from "./shopper.ts";

export interface VisitOptions {
  shopper: Shopper;
  decisions: Decisions;
  /** Milliseconds since 1970 at which it begins. */
  at: number;
  /** Whether tax cannot be quoted just now. */
  taxFails: boolean;
}

const products = ["linen-shirt", "canvas-bag", "wool-scarf", "desk-lamp", "tea-set", "rain-jacket"];
const searches = ["linen shirt", "gift under 50", "rain jacket", "lamp brass", "tea"];

/** Begins later at each start, so that no two orders have one number. */
let order = Math.floor(Date.now() / 5000) % 1_000_000;

/** The lines that the shop's programs write for one visitor. */
export function visit(options: VisitOptions): ShopEntry[] {
  const step = trail(options);
  const kind = Math.random();
  if (options.taxFails) return checkout(step, options);
  if (kind < 0.45) return browse(step);
  if (kind < 0.75) return fillCart(step, options);
  return checkout(step, options);
}

type Step = (
  service: string,
  level: ShopEntry["level"],
  body: string,
  attributes?: ShopEntry["attributes"],
) => ShopEntry;

/** Writes one line after the other, a little later each, in one trace. */
function trail({ shopper, at }: VisitOptions): Step {
  const traceId = hexId(16);
  const base = { tenant: shopper.tenant, "user.id": shopper.targetingKey };
  let now = at;
  return (service, level, body, attributes = {}) => {
    now += 4 + Math.random() * 120;
    return { service, at: now, level, body, attributes: { ...base, ...attributes }, traceId, spanId: hexId(8) };
  };
}

function fail(step: Step, fault: Fault): ShopEntry {
  const { service, type, message, stack } = fault;
  return step(service, "ERROR", message, {
    "exception.type": type,
    "exception.message": message,
    "exception.stacktrace": stack,
  });
}

function browse(step: Step): ShopEntry[] {
  if (Math.random() < 0.5) {
    const words = pick(searches);
    const lines = [step("storefront", "INFO", `GET /search?q=${encodeURIComponent(words)} 200`, page("/search"))];
    if (Math.random() < 0.012) return [...lines, fail(step, indexBehind())];
    const found = Math.floor(Math.random() * 60);
    return [...lines, step("search", "INFO", `${found} products for “${words}”`, { duration_ms: duration(18) })];
  }
  const path = `/products/${pick(products)}`;
  return [
    step("storefront", "INFO", `GET ${path} 200`, page(path)),
    step("catalog", "DEBUG", `Price of ${path.slice(10)} from the cache`, { cache_hit: Math.random() < 0.9 }),
  ];
}

function fillCart(step: Step, { shopper }: VisitOptions): ShopEntry[] {
  const product = pick(products);
  return [
    step("cart-api", "INFO", `Added ${product} to the cart`, {
      ...page("/cart/items", "POST"),
      total: shopper.cartTotal,
    }),
    step("catalog", "DEBUG", `Reserved one ${product}`, { stock: Math.floor(Math.random() * 400) }),
  ];
}

function checkout(step: Step, { shopper, decisions, taxFails }: VisitOptions): ShopEntry[] {
  order += 1;
  const about = { "order.id": order, layout: decisions.layout };
  const way = decisions.newCheckout ? "/checkout" : "/checkout/review";
  const lines = [step("storefront", "INFO", `POST ${way} 202`, { ...page(way, "POST"), ...about })];
  if (taxFails) return [...lines, fail(step, missingRate())];
  const by = decisions.lineItemTax ? "by line item" : "for the cart";
  lines.push(step("tax-quotes", "INFO", `Quoted tax ${by} for order ${order}`, { duration_ms: duration(60) }));
  if (decisions.carrierRates && Math.random() < 0.07) {
    const waited = { carrier: pick(["PostNord", "DHL", "UPS"]), duration_ms: 1500 + duration(400) };
    lines.push(step("checkout-api", "WARN", `The carrier was slow; asked again for order ${order}`, waited));
    if (Math.random() < 0.5) return [...lines, fail(step, carrierTimeout(order))];
  }
  if (Math.random() < 0.04)
    return [...lines, step("checkout-api", "WARN", `The card of order ${order} was declined`, about)];
  const paid = decisions.expressPay ? "by wallet" : "by card";
  lines.push(
    step("checkout-api", "INFO", `Order ${order} placed, ${shopper.cartTotal.toFixed(2)} EUR ${paid}`, {
      ...about,
      duration_ms: duration(210),
    }),
  );
  if (Math.random() < 0.02) return [...lines, fail(step, mailRefused())];
  // An address that the redaction at the door takes out.
  const to = `${shopper.targetingKey}@mail.example`;
  return [...lines, step("mailer", "INFO", `Receipt of order ${order} sent to ${to}`, { template: "receipt" })];
}

function page(path: string, method = "GET"): ShopEntry["attributes"] {
  return { "http.request.method": method, "url.path": path, duration_ms: duration(35) };
}

/** Milliseconds around a usual one, now and then much longer. */
function duration(usual: number): number {
  return Math.round(usual * (0.6 + Math.random() + (Math.random() < 0.03 ? 8 * Math.random() : 0)));
}
