import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";

const events = ["post.create", "post.mention.create"] as const;

/**
 * A webhook of the app, and a subscription of the account to each event. Webhooks are the app's own: only its bearer token may
 * touch them. https://docs.x.com/x-api/webhooks/introduction
 */
export const xRegistration: RegistrationContract = {
  per: "account",
  events,
  async create(access, { url }) {
    const known = (await listHooks(access)).find((hook) => hook.url === url);
    const hook = known ?? (await makeHook(access, url));
    return { ...hook, events: await subscribe(access, hook.remoteId) };
  },
  async read(access, { remoteId }) {
    const hook = (await listHooks(access)).find((one) => one.remoteId === remoteId);
    return hook ? { ...hook, events: await subscribed(access, remoteId) } : null;
  },
  async update(access, { remoteId, url }) {
    // X asks the address for its challenge again, and switches the webhook on when it answers.
    await access.call("PUT", `/webhooks/${remoteId}`, { headers: asApp(access) });
    return { remoteId, url, active: true, events: await subscribe(access, remoteId) };
  },
  async remove(access, { remoteId }) {
    await access.call("DELETE", `/webhooks/${remoteId}`, { headers: asApp(access), accept: [404] });
  },
};

function asApp(access: ProviderAccess): Record<string, string> {
  return { authorization: `Bearer ${access.setting("X_BEARER_TOKEN")}` };
}

function remote(body: unknown): RemoteWebhook {
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "url") ?? "",
    events: [],
    active: readPath(body, "valid") !== false,
  };
}

async function listHooks(access: ProviderAccess): Promise<RemoteWebhook[]> {
  const { body } = await access.call("GET", "/webhooks", { headers: asApp(access) });
  return readList(body, "data").map(remote);
}

/** Unconfirmed: whether the answer holds the webhook itself or below `data`; both are read. */
async function makeHook(access: ProviderAccess, url: string): Promise<RemoteWebhook> {
  const { body } = await access.call("POST", "/webhooks", { json: { url }, headers: asApp(access) });
  return remote(readPath(body, "data") ?? body);
}

/** Unconfirmed: the names of the fields of a subscription, from X's page on the Activity API. */
async function subscribe(access: ProviderAccess, webhook: string): Promise<string[]> {
  const there = await subscribed(access, webhook);
  const user = await ownId(access);
  for (const event of events.filter((one) => !there.includes(one))) {
    await access.call("POST", "/activity/subscriptions", {
      json: { event_type: event, filter: { user_id: user }, webhook_id: webhook },
      headers: asApp(access),
    });
  }
  return await subscribed(access, webhook);
}

async function subscribed(access: ProviderAccess, webhook: string): Promise<string[]> {
  const { body } = await access.call("GET", "/activity/subscriptions", { headers: asApp(access) });
  const user = await ownId(access);
  return readList(body, "data").flatMap((one) => {
    const own = readText(one, "webhook_id") === webhook && readText(one, "filter.user_id") === user;
    return own ? (readText(one, "event_type") ?? []) : [];
  });
}

async function ownId(access: ProviderAccess): Promise<string> {
  const { body } = await access.call("GET", "/users/me");
  return readText(body, "data.id") ?? "";
}
