import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";
import { stripeEvents } from "./stripe-signals.ts";

const path = "/v1/webhook_endpoints";

function remote(body: unknown): RemoteWebhook {
  const secret = readText(body, "secret");
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "url") ?? "",
    events: readList(body, "enabled_events").map(String),
    active: readText(body, "status") !== "disabled",
    ...(secret ? { secret } : {}),
  };
}

const wish = (url: string): Record<string, string> => ({
  url,
  description: "Plumbline",
  ...Object.fromEntries(stripeEvents.map((event, index) => [`enabled_events[${index}]`, event])),
});

async function endpoints(access: ProviderAccess, url: string) {
  const { body } = await access.call("GET", `${path}?limit=100`);
  return readList(body, "data")
    .map(remote)
    .filter((hook) => hook.url === url);
}

/**
 * Webhook endpoints of the whole account. https://docs.stripe.com/api/webhook_endpoints
 * Stripe makes the secret and shows it in the answer to the creation alone, so one of ours that is there already, whose secret is
 * lost with the answer that we never got, is replaced. `update` cannot set a secret and leaves Stripe's as it is.
 */
export const stripeRegistration: RegistrationContract = {
  per: "account",
  makesSecret: true,
  events: stripeEvents,
  // “You are not permitted to configure webhook endpoints on a connected account”: the platform's own serves those.
  appliesTo: ({ method }) => method !== "oauth2",
  async create(access, { url }) {
    for (const { remoteId } of await endpoints(access, url)) await access.call("DELETE", `${path}/${remoteId}`);
    return remote((await access.call("POST", path, { form: wish(url) })).body);
  },
  async read(access, { remoteId }) {
    const found = await access.call("GET", `${path}/${remoteId}`, { accept: [404] });
    return found.status === 404 ? null : remote(found.body);
  },
  async update(access, { remoteId, url }) {
    return remote(
      (await access.call("POST", `${path}/${remoteId}`, { form: { ...wish(url), disabled: "false" } })).body,
    );
  },
  async remove(access, { remoteId }) {
    await access.call("DELETE", `${path}/${remoteId}`, { accept: [404] });
  },
  async list(access, url) {
    return (await endpoints(access, url)).map((hook) => ({ ...hook, target: "" }));
  },
};
