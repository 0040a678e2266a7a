import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";

const events = ["email.bounced", "email.complained", "email.delivery_delayed", "email.failed", "domain.updated"];

function remote(body: unknown): RemoteWebhook {
  const secret = readText(body, "signing_secret");
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "endpoint") ?? "",
    events: readList(body, "events").map(String),
    active: readText(body, "status") !== "disabled",
    ...(secret ? { secret } : {}),
  };
}

async function listed(access: ProviderAccess, url: string) {
  const { body } = await access.call("GET", "/webhooks?limit=100");
  return readList(body, "data")
    .map(remote)
    .filter((hook) => hook.url === url);
}

/** Whole-account webhooks; Resend makes the secret and tells it again on reading. https://resend.com/docs/api-reference/webhooks */
export const resendRegistration: RegistrationContract = {
  per: "account",
  events,
  makesSecret: true,
  async create(access, { target, url }) {
    for (const { remoteId } of await listed(access, url)) await this.remove(access, { target, remoteId });
    const { body } = await access.call("POST", "/webhooks", { json: { endpoint: url, events } });
    // The answer to the creation holds id and secret alone.
    return { ...remote(body), url, events };
  },
  async read(access, { remoteId }) {
    const found = await access.call("GET", `/webhooks/${remoteId}`, { accept: [404] });
    return found.status === 404 ? null : remote(found.body);
  },
  async update(access, { target, remoteId, url }) {
    await access.call("PATCH", `/webhooks/${remoteId}`, { json: { endpoint: url, events, status: "enabled" } });
    return (await this.read(access, { target, remoteId })) ?? { remoteId, url, events, active: false };
  },
  async remove(access, { remoteId }) {
    await access.call("DELETE", `/webhooks/${remoteId}`, { accept: [404] });
  },
  async list(access, url) {
    return (await listed(access, url)).map((hook) => ({ ...hook, target: "" }));
  },
};
