import { createHmac, randomUUID } from "node:crypto";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { SignatureScheme } from "../provider/signature-scheme.ts";
import { shopify } from "../providers/shopify.ts";
import { consentPage } from "./consent-page.ts";
import { startTwin, type Twin, type TwinAnswer, type TwinRequest } from "./start-twin.ts";

/** A twin of one shop's Admin API and OAuth server. Not Shopify. */
export interface ShopifyTwin extends Twin {
  clientSecret: string;
  /** Access tokens that are taken. */
  tokens: Set<string>;
  /** The refresh token that is good now; each use makes another. */
  refreshToken: string;
  /** Seconds that an access token lives. */
  tokenLife: number;
  subscriptions: { id: string; topic: string; uri: string }[];
  /** In the shape of the GraphQL `Order`. */
  orders: Record<string, unknown>[];
  /** Topics for which the app lacks the scope. */
  denied: Set<string>;
  uninstalled: boolean;
  /** The query with which the shop's owner comes back. */
  callbackQuery(state: string): Record<string, string>;
  deliver(
    topic: string,
    body: unknown,
    to: { url: string; secret: string; eventId?: string; at?: Date },
  ): Promise<Response>;
}

export async function startShopifyTwin(): Promise<ShopifyTwin> {
  const twin = (await startTwin((request) => answer(twin, request))) as ShopifyTwin;
  const scheme = shopify.webhook?.signature as SignatureScheme;
  Object.assign(twin, {
    clientSecret: "shpss_twin0123456789",
    tokens: new Set(["shpat_good"]),
    refreshToken: "",
    tokenLife: 3600,
    subscriptions: [],
    orders: [],
    denied: new Set<string>(),
    uninstalled: false,
    callbackQuery(state: string) {
      const query = { code: "good", shop: "acme.myshopify.com", state, timestamp: "1795168800" };
      const sorted = new URLSearchParams(query);
      sorted.sort();
      return { ...query, hmac: createHmac("sha256", twin.clientSecret).update(sorted.toString()).digest("hex") };
    },
    async deliver(topic: string, content: unknown, to: Parameters<ShopifyTwin["deliver"]>[2]) {
      const body = Buffer.from(JSON.stringify(content));
      const named = { "x-shopify-topic": topic, "x-shopify-event-id": to.eventId ?? randomUUID() };
      const headers = signDelivery(scheme, to.secret, body, to.at ?? new Date(), named) ?? {};
      return await fetch(to.url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
    },
  });
  return twin;
}

function answer(twin: ShopifyTwin, request: TwinRequest): TwinAnswer | null {
  const { method, body, headers } = request;
  // One address for all shops: the first step of the path is the shop's name.
  const path = request.path.replace(/^\/acme(?=\/)/, "");
  if (path === "/admin/oauth/authorize") return consentPage(request, (state) => twin.callbackQuery(state));
  if (path === "/admin/oauth/access_token") return grant(twin, body);
  const token = String(headers["x-shopify-access-token"] ?? "");
  if (!twin.tokens.has(token)) return [401, { errors: "[API] Invalid API key or access token" }];
  if (method === "DELETE" && path === "/admin/api_permissions/current.json") {
    twin.uninstalled = true;
    return [200, {}];
  }
  if (!/^\/admin\/api\/\d{4}-\d\d\/graphql\.json$/.test(path)) return null;
  return graphql(twin, String(body.query), (body.variables ?? {}) as Record<string, string>);
}

/** Shopify's answers name no token_type. */
function grant(twin: ShopifyTwin, body: TwinRequest["body"]): TwinAnswer {
  if (body.client_secret !== twin.clientSecret) return [400, { error: "invalid_client" }];
  const isCode = body.code === "good" && body.expiring === "1";
  const isRefresh = body.grant_type === "refresh_token" && body.refresh_token === twin.refreshToken;
  if (body.grant_type === "client_credentials") {
    const access_token = `shpca_${randomUUID()}`;
    twin.tokens.add(access_token);
    return [200, { access_token, scope: "read_orders,read_themes", expires_in: 86_399 }];
  }
  if (!isCode && !isRefresh) {
    return [
      400,
      { error: "invalid_request", error_description: "The authorization code was not found or was already used" },
    ];
  }
  const access_token = `shpat_${randomUUID()}`;
  twin.tokens.clear();
  twin.tokens.add(access_token);
  twin.refreshToken = `shprt_${randomUUID()}`;
  const refresh = { refresh_token: twin.refreshToken, refresh_token_expires_in: 7_776_000 };
  return [200, { access_token, scope: "read_orders,read_themes", expires_in: twin.tokenLife, ...refresh }];
}

function graphql(twin: ShopifyTwin, query: string, variables: Record<string, string>): TwinAnswer {
  if (query.includes("webhookSubscriptionCreate")) {
    const { topic = "", uri = "" } = variables;
    if (twin.denied.has(topic)) {
      return [200, { errors: [{ message: `Access denied for ${topic}`, extensions: { code: "ACCESS_DENIED" } }] }];
    }
    const taken = twin.subscriptions.some((one) => one.topic === topic && one.uri === uri);
    const userErrors = taken ? [{ field: ["uri"], message: "Address for this topic has already been taken" }] : [];
    const made = {
      id: `gid://shopify/WebhookSubscription/${twin.subscriptions.length + 1}-${randomUUID()}`,
      topic,
      uri,
    };
    if (!taken) twin.subscriptions.push(made);
    return [
      200,
      { data: { webhookSubscriptionCreate: { webhookSubscription: taken ? null : { id: made.id }, userErrors } } },
    ];
  }
  if (query.includes("webhookSubscriptionDelete")) {
    const at = twin.subscriptions.findIndex(({ id }) => id === variables.id);
    if (at >= 0) twin.subscriptions.splice(at, 1);
    return [
      200,
      { data: { webhookSubscriptionDelete: { deletedWebhookSubscriptionId: variables.id, userErrors: [] } } },
    ];
  }
  if (query.includes("webhookSubscriptions"))
    return [200, { data: { webhookSubscriptions: { nodes: twin.subscriptions } } }];
  if (query.includes("orders(")) {
    const since = Date.parse(/'([^']+)'/.exec(variables.filter ?? "")?.[1] ?? "");
    const nodes = twin.orders.filter(({ updatedAt }) => Date.parse(String(updatedAt)) >= since);
    return [200, { data: { orders: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } }];
  }
  const accessScopes = [{ handle: "read_orders" }, { handle: "read_themes" }];
  const shop = { name: "Acme", myshopifyDomain: "acme.myshopify.com" };
  return [200, { data: { shop, currentAppInstallation: { accessScopes } } }];
}
