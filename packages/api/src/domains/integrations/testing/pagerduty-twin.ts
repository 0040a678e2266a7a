import { randomBytes } from "node:crypto";
import { signDelivery } from "../provider/sign-delivery.ts";
import type { SignatureScheme } from "../provider/signature-scheme.ts";
import { pagerduty } from "../providers/pagerduty.ts";
import { consentPage } from "./consent-page.ts";
import { startTwin, type Twin, type TwinAnswer, type TwinRequest } from "./start-twin.ts";

/** A subscription as the twin keeps it. */
export interface PagerdutySubscription {
  id: string;
  active: boolean;
  events: unknown[];
  filter: { id: string; type: string };
  delivery_method: { url: string; secret: string; temporarily_disabled: boolean };
}

/** A twin of PagerDuty's REST API and OAuth server. Not PagerDuty. */
export interface PagerdutyTwin extends Twin {
  /** Authorization headers that are taken. */
  credentials: Set<string>;
  refreshToken: string;
  /** Seconds that an access token lives. */
  tokenLife: number;
  subscriptions: PagerdutySubscription[];
  /** Newest first. */
  logEntries: Record<string, unknown>[];
  deliver(event: unknown, to: { url: string; secrets: string[] }): Promise<Response>;
}

export async function startPagerdutyTwin(): Promise<PagerdutyTwin> {
  const twin = (await startTwin((request) => answer(twin, request))) as PagerdutyTwin;
  const scheme = pagerduty.webhook?.signature as SignatureScheme;
  Object.assign(twin, {
    credentials: new Set(["Token token=u+goodgoodgoodgood"]),
    refreshToken: "",
    tokenLife: 864_000,
    subscriptions: [],
    logEntries: [],
    async deliver(event: unknown, to: { url: string; secrets: string[] }) {
      const body = Buffer.from(JSON.stringify({ event }));
      const signatures = to.secrets.map(
        (secret) => signDelivery(scheme, secret, body, new Date())?.["x-pagerduty-signature"],
      );
      const headers = { "content-type": "application/json", "x-pagerduty-signature": signatures.join(",") };
      return await fetch(to.url, { method: "POST", body, headers });
    },
  });
  return twin;
}

const services = ["PCHECKOUT", "PSEARCH"].map((id) => ({
  id,
  name: id.slice(1).toLowerCase(),
  html_url: `https://acme.pagerduty.com/services/${id}`,
}));

function answer(twin: PagerdutyTwin, request: TwinRequest): TwinAnswer | null {
  const { method, path, body, headers, query } = request;
  if (path === "/oauth/authorize") return consentPage(request, () => ({ code: "good" }));
  if (path === "/oauth/token") return grant(twin, body);
  if (!twin.credentials.has(headers.authorization ?? ""))
    return [401, { error: { message: "Unauthorized", code: 2006 } }];
  if (path === "/services") return [200, { services: services.slice(0, Number(query.get("limit"))), more: false }];
  if (path === "/log_entries") {
    const since = Date.parse(query.get("since") ?? "");
    const log_entries = twin.logEntries.filter(({ created_at }) => Date.parse(String(created_at)) >= since);
    return [200, { log_entries, more: false }];
  }
  if (!path.startsWith("/webhook_subscriptions")) return null;
  const [, , id, deed] = path.split("/");
  return subscriptions(twin, { method, id, deed, body, query });
}

function grant(twin: PagerdutyTwin, body: TwinRequest["body"]): TwinAnswer {
  const isCode = body.grant_type === "authorization_code" && body.code === "good" && body.code_verifier;
  const isRefresh = body.grant_type === "refresh_token" && body.refresh_token === twin.refreshToken;
  if (!isCode && !isRefresh) return [400, { error: "invalid_grant", error_description: "The grant is dead" }];
  const access_token = `pdus+_${randomBytes(12).toString("hex")}`;
  twin.refreshToken = `pdus+_refresh_${randomBytes(12).toString("hex")}`;
  twin.credentials.clear();
  twin.credentials.add(`Bearer ${access_token}`);
  const scope = "incidents.read services.read webhook_subscriptions.read webhook_subscriptions.write";
  const rest = { token_type: "bearer", expires_in: twin.tokenLife, scope };
  return [200, { access_token, refresh_token: twin.refreshToken, ...rest }];
}

interface Asked extends Pick<TwinRequest, "method" | "body" | "query"> {
  id: string | undefined;
  deed: string | undefined;
}

function subscriptions(twin: PagerdutyTwin, { method, id, deed, body, query }: Asked): TwinAnswer {
  const shown = (one: PagerdutySubscription) => ({ ...one, delivery_method: { ...one.delivery_method, secret: null } });
  const wish = body.webhook_subscription as PagerdutySubscription | undefined;
  if (!id && method === "GET") {
    const target = query.get("filter_id");
    const found = twin.subscriptions.filter((one) => !target || one.filter.id === target);
    return [200, { webhook_subscriptions: found.map(shown), more: false }];
  }
  if (!id && wish) {
    const made: PagerdutySubscription = {
      ...wish,
      id: `PW${randomBytes(4).toString("hex").toUpperCase()}`,
      active: true,
      delivery_method: {
        ...wish.delivery_method,
        secret: randomBytes(32).toString("hex"),
        temporarily_disabled: false,
      },
    };
    twin.subscriptions.push(made);
    return [201, { webhook_subscription: made }];
  }
  const found = twin.subscriptions.find((one) => one.id === id);
  if (!found) return [404, { error: { message: "Not Found", code: 2100 } }];
  if (method === "DELETE") twin.subscriptions.splice(twin.subscriptions.indexOf(found), 1);
  if (deed === "enable") found.delivery_method.temporarily_disabled = false;
  if (deed === "ping") void ping(twin, found);
  if (method === "PUT" && wish) Object.assign(found, { active: wish.active, events: wish.events });
  return method === "DELETE" ? [204] : [deed === "ping" ? 202 : 200, { webhook_subscription: shown(found) }];
}

async function ping(twin: PagerdutyTwin, { delivery_method: { url, secret } }: PagerdutySubscription): Promise<void> {
  const id = `01${randomBytes(12).toString("hex").toUpperCase()}`;
  const data = { message: "Hello from your friend Pagey!", type: "ping" };
  const event = { id, event_type: "pagey.ping", resource_type: "pagey", occurred_at: new Date().toISOString(), data };
  await twin.deliver(event, { url, secrets: [secret] });
}
