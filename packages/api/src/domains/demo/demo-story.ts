import { pick } from "./pick.ts";

/** One simulated fact, as a system beside the workspace would send it to the signed webhook. */
export interface DemoFact {
  type: string;
  title: string;
  subject: string;
  actor?: string;
  data?: Record<string, unknown>;
}

const people = ["Sam Ruiz", "Ines Okafor", "Jonas Weber", "Mina Park"];
const services = ["checkout-api", "tax-quotes", "cart-api", "catalog", "storefront", "search", "mailer"];
const changes = [
  "Quote tax per line item in the new checkout",
  "Retry the carrier's rate call once",
  "Drop the second round trip in cart totals",
  "Read prices from the replica",
  "Say why a coupon was refused",
  "Shorten the image cache key",
];

let pullRequest = 470;

/** The next few facts of the story that the demo tells over and over: a change is pushed, merged, tested and deployed. */
export function nextFacts(): DemoFact[] {
  const service = pick(services);
  const actor = pick(people);
  const title = pick(changes);
  const repository = `meridian/${service}`;
  const number = pullRequest;
  pullRequest += 1;
  const version = `${new Date().toISOString().slice(0, 10).replaceAll("-", ".")}-${number % 10}`;
  const seconds = 90 + Math.floor(Math.random() * 400);
  const passed = Math.random() < 0.85;
  const facts: DemoFact[] = [
    {
      type: "push",
      title: `${actor} pushed to main`,
      subject: repository,
      actor,
      data: { branch: "main", commits: 1 + (number % 3) },
    },
    {
      type: "pull_request.merged",
      title: `${number}, ${title}`,
      subject: repository,
      actor,
      data: { number, service },
    },
    {
      type: passed ? "workflow_run.succeeded" : "workflow_run.failed",
      title: `test, ${Math.floor(seconds / 60)} min ${seconds % 60} s`,
      subject: repository,
      data: { workflow: "test", seconds },
    },
  ];
  if (passed)
    facts.push({
      type: "deployment.succeeded",
      title: `${service} ${version} to production`,
      subject: service,
      data: { version, environment: "production" },
    });
  return facts;
}

/** What the demo workspace operates, and what stands on what. */
export const demoServices = [
  service("catalog", "Catalog", "Products, prices and stock, read by everything", "Team Goods", 1, []),
  service("tax-quotes", "Tax quotes", "Asks the tax authority's service what a cart owes", "Team Money", 2, []),
  service("search", "Search", "Finds products; rebuilt from the catalogue each night", "Team Goods", 3, ["catalog"]),
  service("mailer", "Mailer", "Sends receipts and shipping notices", "Team Platform", 3, []),
  service("cart-api", "Cart API", "Holds a shopper's cart and its totals", "Team Checkout", 2, ["catalog"]),
  service("checkout-api", "Checkout API", "Turns a cart into a paid order", "Team Checkout", 1, [
    "cart-api",
    "tax-quotes",
    "mailer",
  ]),
  service("storefront", "Storefront", "The pages that shoppers see", "Team Web", 1, ["checkout-api", "search"]),
];

function service(
  key: string,
  name: string,
  description: string,
  owner: string,
  tier: number,
  dependsOn: readonly string[],
) {
  return { key, name, description, owner, tier, dependsOn };
}

export const demoTenants = [
  { key: "acme", name: "Acme" },
  { key: "globex", name: "Globex" },
  { key: "northwind", name: "Northwind" },
] as const;
