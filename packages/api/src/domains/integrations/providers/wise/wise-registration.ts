import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract } from "../../provider.ts";

/** What Wise is asked to tell of. https://docs.wise.com/guides/developer/webhooks/event-types */
export const wiseEvents = ["transfers#state-change", "transfers#active-cases"];

const pathOf = (profile: string) => `/v3/profiles/${encodeURIComponent(profile)}/subscriptions`;

interface Subscription {
  id: string;
  event: string;
  url: string;
}

async function subscriptions(access: ProviderAccess, profile: string): Promise<Subscription[]> {
  const { body } = await access.call<unknown>("GET", pathOf(profile));
  return (Array.isArray(body) ? body : []).map((one: unknown) => ({
    id: readText(one, "id") ?? "",
    event: readText(one, "trigger_on") ?? "",
    url: readText(readPath(one, "delivery"), "url") ?? "",
  }));
}

async function ours(access: ProviderAccess, profile: string, url: string) {
  return (await subscriptions(access, profile)).filter((one) => one.url === url);
}

const remote = (url: string, found: readonly Subscription[]) => ({
  remoteId: url,
  url,
  events: found.map(({ event }) => event),
  active: true,
});

async function complete(access: ProviderAccess, profile: string, url: string) {
  const there = (await ours(access, profile, url)).map(({ event }) => event);
  for (const event of wiseEvents) {
    if (there.includes(event)) continue;
    const json = { name: "Plumbline", trigger_on: event, delivery: { version: "2.0.0", url } };
    await access.call("POST", pathOf(profile), { json });
  }
  return remote(url, await ours(access, profile, url));
}

async function clear(access: ProviderAccess, profile: string, url: string): Promise<void> {
  for (const { id } of await ours(access, profile, url)) {
    await access.call("DELETE", `${pathOf(profile)}/${id}`, { accept: [404] });
  }
}

/**
 * One subscription for each event, all with our address, which therefore names them as one webhook. Wise signs with a key of its
 * own, so no secret is sent. https://docs.wise.com/api-reference/webhook
 */
export const wiseRegistration: RegistrationContract = {
  events: wiseEvents,
  create: async (access, { target, url }) => await complete(access, target, url),
  async read(access, { target, remoteId }) {
    const found = await ours(access, target, remoteId);
    return found.length === 0 ? null : remote(remoteId, found);
  },
  async update(access, { target, remoteId, url }) {
    if (remoteId !== url) await clear(access, target, remoteId);
    return await complete(access, target, url);
  },
  remove: async (access, { target, remoteId }) => await clear(access, target, remoteId),
};
