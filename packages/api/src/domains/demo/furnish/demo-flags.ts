/** A flag of the story as the API takes it. */
export interface DemoFlag {
  /** What `createFlag` takes; without workspace, owner and service. */
  flag: Record<string, unknown> & { key: string };
  /** Key of the service that it belongs to. */
  service: string;
  /** What `updateFlagConfiguration` takes, by the environment's key. Where none is named, the flag stays off. */
  configurations: Readonly<Record<string, Record<string, unknown>>>;
}

export const betaTesters = {
  key: "beta-testers",
  name: "Beta testers",
  description: "Everybody of ours, and shoppers who asked to be first",
  conditions: [{ attribute: "beta", operator: "equals", values: [true] }],
};

const everybody = { enabled: true };

const newCheckout = (reviewAt: string): DemoFlag => ({
  flag: {
    key: "new-checkout",
    name: "New checkout",
    description: "The whole checkout on one page, tax per line item.",
    category: "release",
    tags: ["checkout", "web"],
    reviewAt,
  },
  service: "checkout-api",
  configurations: {
    production: {
      rules: [{ name: "Beta testers get it first", conditions: [{ segment: betaTesters.key }], serve: "on" }],
    },
    staging: everybody,
  },
});

const expressPay: DemoFlag = {
  flag: {
    key: "express-pay",
    name: "Express pay",
    description: "Pays with the wallet of the phone; lives in the new checkout only.",
    type: "PERCENTAGE",
    category: "release",
    tags: ["checkout", "payments"],
  },
  service: "checkout-api",
  configurations: {
    production: {
      ...everybody,
      rollout: { percentage: 40 },
      prerequisites: [{ flag: "new-checkout", variants: ["on"] }],
    },
    staging: everybody,
  },
};

const checkoutLayout: DemoFlag = {
  flag: {
    key: "checkout-layout",
    name: "Checkout layout",
    description: "Which arrangement of the checkout sells more.",
    type: "VARIANT",
    category: "experiment",
    tags: ["web"],
    variants: [
      { key: "compact", value: { columns: 1, trustMarks: false }, description: "As it always was" },
      { key: "spacious", value: { columns: 2, trustMarks: true } },
      { key: "guided", value: { columns: 1, trustMarks: true, steps: 3 } },
    ],
    jsonSchema: {
      type: "object",
      required: ["columns", "trustMarks"],
      properties: {
        columns: { type: "integer", minimum: 1, maximum: 3 },
        trustMarks: { type: "boolean" },
        steps: { type: "integer" },
      },
    },
    defaultVariant: "compact",
  },
  service: "storefront",
  configurations: {
    production: {
      ...everybody,
      serve: {
        weights: [
          { variant: "compact", weight: 50 },
          { variant: "spacious", weight: 30 },
          { variant: "guided", weight: 20 },
        ],
      },
      rules: [
        {
          name: "Large carts need room",
          conditions: [{ attribute: "cartTotal", operator: "gte", values: [400] }],
          serve: "spacious",
        },
      ],
    },
  },
};

const lineItemTax: DemoFlag = {
  flag: {
    key: "line-item-tax",
    name: "Tax per line item",
    description: "Asks for tax line by line; tenants move over one by one.",
    type: "TENANT_LIST",
    category: "migration",
    tags: ["tax"],
  },
  service: "tax-quotes",
  configurations: { production: { ...everybody, allow: { tenants: ["acme", "northwind"] } }, staging: everybody },
};

const freeReturnsBanner = (schedule: { from: string; until: string }): DemoFlag => ({
  flag: {
    key: "free-returns-banner",
    name: "Free returns banner",
    description: "The campaign's line above the shop.",
    type: "SCHEDULE",
    category: "campaign",
    variants: [
      { key: "shown", value: "Free returns this week" },
      { key: "hidden", value: "" },
    ],
  },
  service: "storefront",
  configurations: { production: { ...everybody, schedule } },
});

const carrierRates: DemoFlag = {
  flag: {
    key: "carrier-rates",
    name: "Carrier rates",
    description: "Asks carriers for their rates; killed, orders ship at the flat rate.",
    category: "operations",
    tags: ["kill-switch"],
  },
  service: "checkout-api",
  configurations: { production: everybody, staging: everybody },
};

const oldCartTotals: DemoFlag = {
  flag: {
    key: "old-cart-totals",
    name: "Old cart totals",
    description: "Totals as they were counted until spring.",
    category: "release",
  },
  service: "cart-api",
  configurations: { production: everybody, staging: everybody },
};

const dayMs = 86_400_000;

/** The flags of the story, those that others stand on first. @param now milliseconds since 1970 */
export function demoFlags(now: number): readonly DemoFlag[] {
  const inDays = (days: number) => new Date(now + days * dayMs).toISOString();
  return [
    newCheckout(inDays(45)),
    expressPay,
    checkoutLayout,
    lineItemTax,
    freeReturnsBanner({ from: inDays(-1), until: inDays(6) }),
    carrierRates,
    oldCartTotals,
  ];
}
