import type { ProviderAccess, ProviderCall } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";
import { klaviyoTopics } from "./klaviyo-signals.ts";

const events = [...klaviyoTopics.keys()];

/** For partners and accounts of Klaviyo's advanced plan; others get a refusal. https://developers.klaviyo.com/en/reference/create_webhook */
export const klaviyoRegistration: RegistrationContract = {
  per: "account",
  events,
  async create(access, { url, secret }) {
    const { body: all } = await call(access, "GET", "/webhooks");
    const known = readList(all, "data").find((hook) => readText(hook, "attributes.endpoint_url") === url);
    const remoteId = readText(known, "id");
    if (remoteId) return await this.update(access, { target: "", remoteId, url, secret });
    const { body } = await call(access, "POST", "/webhooks", { data: wish(url, secret) });
    return await readBack(access, readText(body, "data.id") ?? "");
  },
  read,
  async update(access, { remoteId, url, secret }) {
    const data = { ...wish(url, secret), id: remoteId };
    await call(access, "PATCH", `/webhooks/${remoteId}`, {
      data: { ...data, attributes: { ...data.attributes, enabled: true } },
    });
    return await readBack(access, remoteId);
  },
  async remove(access, { remoteId }) {
    await call(access, "DELETE", `/webhooks/${remoteId}`, undefined, [404]);
  },
};

function wish(url: string, secret: string) {
  return {
    type: "webhook",
    attributes: { name: "Plumbline", description: "Signals for Plumbline", endpoint_url: url, secret_key: secret },
    relationships: { "webhook-topics": { data: events.map((id) => ({ type: "webhook-topic", id })) } },
  };
}

async function call(access: ProviderAccess, method: string, path: string, json?: unknown, accept: number[] = []) {
  const options: ProviderCall = { headers: { revision: access.setting("KLAVIYO_REVISION") }, accept };
  return await access.call(method, path, json === undefined ? options : { ...options, json });
}

async function read(access: ProviderAccess, { remoteId }: { remoteId: string }): Promise<RemoteWebhook | null> {
  const { status, body } = await call(access, "GET", `/webhooks/${remoteId}?include=webhook-topics`, undefined, [404]);
  if (status === 404) return null;
  return {
    remoteId: readText(body, "data.id") ?? remoteId,
    url: readText(body, "data.attributes.endpoint_url") ?? "",
    events: readList(body, "data.relationships.webhook-topics.data").flatMap((topic) => readText(topic, "id") ?? []),
    active: readPath(body, "data.attributes.enabled") !== false,
  };
}

async function readBack(access: ProviderAccess, remoteId: string): Promise<RemoteWebhook> {
  return (await read(access, { remoteId })) ?? { remoteId, url: "", events: [], active: false };
}
