import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { RegistrationContract } from "../../provider.ts";
import { shopifyQuery } from "./shopify-graphql.ts";

/** Shopify's names (`WebhookSubscriptionTopic`) of what is asked for. */
const topics = [
  "ORDERS_CREATE",
  "ORDERS_PAID",
  "ORDERS_CANCELLED",
  "REFUNDS_CREATE",
  "THEMES_PUBLISH",
  "APP_UNINSTALLED",
];

const listing = "query { webhookSubscriptions(first: 100) { nodes { id topic uri } } }";
const making = `mutation ($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id } userErrors { field message }
  }
}`;
const deleting =
  "mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } } }";

interface Subscription {
  id: string;
  topic: string;
}

/** Shopify lists the app's own subscriptions only. */
async function subscriptions(access: ProviderAccess, url: string): Promise<Subscription[]> {
  const nodes = readList(await shopifyQuery(access, listing), "webhookSubscriptions.nodes");
  return nodes
    .filter((node) => readText(node, "uri") === url)
    .map((node) => ({ id: readText(node, "id") ?? "", topic: readText(node, "topic") ?? "" }));
}

const remote = (url: string, found: readonly { topic: string }[]) => ({
  remoteId: url,
  url,
  events: found.map(({ topic }) => topic),
  active: true,
});

async function complete(access: ProviderAccess, url: string) {
  const there = (await subscriptions(access, url)).map(({ topic }) => topic);
  for (const topic of topics) if (!there.includes(topic)) await shopifyQuery(access, making, { topic, uri: url });
  return remote(url, await subscriptions(access, url));
}

async function clear(access: ProviderAccess, url: string): Promise<void> {
  for (const { id } of await subscriptions(access, url)) await shopifyQuery(access, deleting, { id });
}

/**
 * One subscription for each topic, all with our address, which therefore names them as one webhook. One that Shopify deleted after
 * failed deliveries is a missing event, and `update` makes it anew. Signed with the app's client secret, so no secret is sent.
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/webhookSubscriptionCreate
 */
export const shopifyRegistration: RegistrationContract = {
  per: "account",
  events: topics,
  create: async (access, { url }) => await complete(access, url),
  async read(access, { remoteId }) {
    const found = await subscriptions(access, remoteId);
    return found.length === 0 ? null : remote(remoteId, found);
  },
  async update(access, { remoteId, url }) {
    if (remoteId !== url) await clear(access, remoteId);
    return await complete(access, url);
  },
  remove: async (access, { remoteId }) => await clear(access, remoteId),
  async list(access, url) {
    const found = await subscriptions(access, url);
    return found.length === 0 ? [] : [{ ...remote(url, found), target: "" }];
  },
};
