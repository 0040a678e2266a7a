import { randomBytes } from "node:crypto";
import type { Flags } from "@plumbline/sdk/flags/node";

/** Somebody who visits the simulated shop, as its programs and its flags know them. */
export interface Shopper {
  targetingKey: string;
  /** Key of the tenant whose shop it is. */
  tenant: string;
  beta: boolean;
  cartTotal: number;
}

/** What the shop does for a shopper because of its flags. */
export interface Decisions {
  newCheckout: boolean;
  expressPay: boolean;
  /** Key of the variant. */
  layout: string;
  lineItemTax: boolean;
  carrierRates: boolean;
}

/** What the shop did before it had flags: its history is told so. */
export const withoutFlags: Decisions = {
  newCheckout: false,
  expressPay: false,
  layout: "compact",
  lineItemTax: false,
  carrierRates: true,
};

const tenants = ["acme", "acme", "acme", "globex", "globex", "northwind"] as const;

/** How many people visit the shop. */
const shoppers = 900;

/** The next visitor, by chance; many come again, and are who they were. */
export function nextShopper(): Shopper {
  const number = Math.floor(Math.random() * shoppers);
  return {
    targetingKey: `shopper-${1000 + number}`,
    tenant: tenants[number % tenants.length] ?? tenants[0],
    beta: number % 25 === 7,
    cartTotal: Math.round(2000 + Math.random() ** 3 * 60_000) / 100,
  };
}

/** Asks the flags as any program does: each answer is counted, and shows at its flag. */
export function decide(flags: Flags, shopper: Shopper): Decisions {
  const context = { ...shopper };
  // Read where the banner is drawn; what it says does not matter here.
  flags.evaluate("free-returns-banner", context, "");
  return {
    newCheckout: flags.isEnabled("new-checkout", context),
    expressPay: flags.isEnabled("express-pay", context),
    layout: flags.getVariant("checkout-layout", context) ?? withoutFlags.layout,
    lineItemTax: flags.isEnabled("line-item-tax", context),
    carrierRates: flags.isEnabled("carrier-rates", context, withoutFlags.carrierRates),
  };
}

/** An id of so many bytes in hex. */
export function hexId(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
