import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";
import { pagerdutyCall } from "./pagerduty-call.ts";
import { pagerdutyEvents } from "./pagerduty-signals.ts";

const path = "/webhook_subscriptions";

function remote(subscription: unknown): RemoteWebhook & { target: string } {
  const secret = readText(subscription, "delivery_method.secret");
  return {
    target: readText(subscription, "filter.id") ?? "",
    remoteId: readText(subscription, "id") ?? "",
    url: readText(subscription, "delivery_method.url") ?? "",
    events: readList(subscription, "events").map(String),
    // After three dropped deliveries PagerDuty switches it off for a day.
    active:
      readPath(subscription, "active") !== false &&
      readPath(subscription, "delivery_method.temporarily_disabled") !== true,
    ...(secret ? { secret } : {}),
  };
}

const inBody = (body: unknown) => remote(readPath(body, "webhook_subscription"));

async function listed(access: ProviderAccess, query: Record<string, string>) {
  const search = new URLSearchParams({ limit: "100", ...query });
  const { body } = await pagerdutyCall(access, "GET", `${path}?${search}`);
  return readList(body, "webhook_subscriptions").map(remote);
}

async function make(access: ProviderAccess, target: string, url: string) {
  const webhook_subscription = {
    type: "webhook_subscription",
    delivery_method: { type: "http_delivery_method", url },
    description: "Plumbline",
    events: pagerdutyEvents,
    filter: { type: "service_reference", id: target },
  };
  return inBody((await pagerdutyCall(access, "POST", path, { json: { webhook_subscription } })).body);
}

/**
 * v3 webhook subscriptions, one for each service. https://developer.pagerduty.com/docs/webhooks-overview
 * The secret is in the answer to the creation alone, so one of ours whose answer we never got is replaced. An address cannot be
 * changed: a subscription with another one is replaced too.
 */
export const pagerdutyRegistration: RegistrationContract = {
  events: pagerdutyEvents,
  makesSecret: true,
  async create(access, { target, url }) {
    const known = await listed(access, { filter_type: "service", filter_id: target });
    for (const { remoteId } of known.filter((one) => one.url === url)) {
      await pagerdutyCall(access, "DELETE", `${path}/${remoteId}`, { accept: [404] });
    }
    return await make(access, target, url);
  },
  async read(access, { remoteId }) {
    const found = await pagerdutyCall(access, "GET", `${path}/${remoteId}`, { accept: [404] });
    return found.status === 404 ? null : inBody(found.body);
  },
  async update(access, { target, remoteId, url }) {
    const there = await this.read(access, { target, remoteId });
    if (there?.url !== url) {
      await this.remove(access, { target, remoteId });
      return await make(access, target, url);
    }
    if (!there.active) await pagerdutyCall(access, "POST", `${path}/${remoteId}/enable`, { accept: [400] });
    const webhook_subscription = { type: "webhook_subscription", active: true, events: pagerdutyEvents };
    return inBody((await pagerdutyCall(access, "PUT", `${path}/${remoteId}`, { json: { webhook_subscription } })).body);
  },
  async remove(access, { remoteId }) {
    await pagerdutyCall(access, "DELETE", `${path}/${remoteId}`, { accept: [404] });
  },
  async list(access, url) {
    return (await listed(access, {})).filter((one) => one.url === url);
  },
  async test(access, { remoteId }) {
    await pagerdutyCall(access, "POST", `${path}/${remoteId}/ping`);
  },
};
