import { randomBytes } from "node:crypto";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { SignatureScheme } from "../provider/signature-scheme.ts";
import { stripe } from "../providers/stripe.ts";
import { startTwin, type Twin, type TwinAnswer, type TwinRequest } from "./start-twin.ts";

/** A webhook endpoint of the twin's account. */
export interface StripeEndpoint {
  id: string;
  url: string;
  enabled_events: string[];
  status: "enabled" | "disabled";
  secret: string;
}

/** A twin of the parts of Stripe that `emulate` lacks: events with ids, webhook endpoints, Connect. Not Stripe. */
export interface StripeTwin extends Twin {
  /** Keys and tokens that are taken. */
  keys: Set<string>;
  endpoints: StripeEndpoint[];
  /** Newest first, as Stripe lists them. */
  events: Record<string, unknown>[];
  /** Accounts whose grant was withdrawn. */
  deauthorized: string[];
  /** A payment that failed, in Stripe's shape; also put into the list. */
  declined(id: string, at: Date): Record<string, unknown>;
  /** Sends an event, signed as Stripe does. */
  deliver(event: Record<string, unknown>, to: { url: string; secret: string }, at?: Date): Promise<Response>;
}

export async function startStripeTwin(): Promise<StripeTwin> {
  const state = {
    keys: new Set(["rk_test_good", "sk_test_platform"]),
    endpoints: [] as StripeEndpoint[],
    events: [] as Record<string, unknown>[],
    deauthorized: [] as string[],
  };
  const scheme = stripe.webhook?.signature as SignatureScheme;
  const twin = await startTwin((request) => answer(state, request));
  return Object.assign(twin, state, {
    declined(id: string, at: Date) {
      const object = { id: `pi_${id}`, amount: 2000, currency: "usd", last_payment_error: { message: "Declined." } };
      const created = Math.floor(at.getTime() / 1000);
      const event = { id, type: "payment_intent.payment_failed", created, livemode: false, data: { object } };
      state.events.unshift(event);
      return event;
    },
    async deliver(event: Record<string, unknown>, to: { url: string; secret: string }, at = new Date()) {
      const body = Buffer.from(JSON.stringify(event));
      const headers = signDelivery(scheme, to.secret, body, at) ?? {};
      return await fetch(to.url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
    },
  });
}

type State = Pick<StripeTwin, "keys" | "endpoints" | "events" | "deauthorized">;

function answer(state: State, request: TwinRequest): TwinAnswer | null {
  const { method, path, body, headers } = request;
  if (path === "/oauth/token") {
    if (body.code !== "ac_good" || body.client_secret !== "sk_test_platform") {
      return [400, { error: "invalid_grant", error_description: "Authorization code does not exist: ac_bad" }];
    }
    state.keys.add("sk_test_connected");
    const token = { access_token: "sk_test_connected", stripe_user_id: "acct_connected", scope: "read_only" };
    return [200, { ...token, token_type: "bearer", livemode: false, refresh_token: "rt_1" }];
  }
  const key = headers.authorization?.replace("Bearer ", "") ?? "";
  if (!state.keys.has(key)) return [401, { error: { message: "Invalid API Key provided: rk_test_***" } }];
  if (path === "/oauth/deauthorize") {
    state.deauthorized.push(String(body.stripe_user_id));
    state.keys.delete("sk_test_connected");
    return [200, { stripe_user_id: body.stripe_user_id }];
  }
  if (path === "/v1/account") {
    return [
      200,
      { id: key === "sk_test_connected" ? "acct_connected" : "acct_twin", business_profile: { name: "Acme" } },
    ];
  }
  if (path === "/v1/events") return [200, { has_more: false, data: listEvents(state, request) }];
  if (!path.startsWith("/v1/webhook_endpoints")) return null;
  if (key === "sk_test_connected") {
    return [
      403,
      { error: { message: "You are not permitted to configure webhook endpoints on a connected account." } },
    ];
  }
  return endpoints(state, method, path.split("/")[3], body);
}

function listEvents(state: State, { query }: TwinRequest) {
  const since = Number(query.get("created[gte]") ?? 0);
  const types = query.getAll("types[]");
  const matching = state.events.filter(
    ({ created, type }) => Number(created) >= since && (types.length === 0 || types.includes(String(type))),
  );
  return matching.slice(0, Number(query.get("limit") ?? 10));
}

function endpoints(state: State, method: string, id: string | undefined, body: TwinRequest["body"]): TwinAnswer {
  const shown = ({ secret: _secret, ...rest }: StripeEndpoint) => rest;
  const named = Object.entries(body).filter(([name]) => name.startsWith("enabled_events["));
  const enabled_events = named.map(([, event]) => String(event));
  if (!id && method === "GET") return [200, { data: state.endpoints.map(shown) }];
  if (!id) {
    const secret = `whsec_${randomBytes(16).toString("hex")}`;
    const made: StripeEndpoint = {
      id: `we_${state.endpoints.length + 1}_${secret.slice(6, 12)}`,
      url: String(body.url),
      enabled_events,
      status: "enabled",
      secret,
    };
    state.endpoints.push(made);
    return [200, made];
  }
  const found = state.endpoints.find((endpoint) => endpoint.id === id);
  if (!found) return [404, { error: { message: `No such webhook endpoint: '${id}'` } }];
  if (method === "DELETE") state.endpoints.splice(state.endpoints.indexOf(found), 1);
  if (method === "POST")
    Object.assign(found, { url: body.url, enabled_events, status: body.disabled ? "enabled" : found.status });
  return [200, shown(found)];
}
