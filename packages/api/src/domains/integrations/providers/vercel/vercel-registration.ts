import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";
import { vercelEvents } from "./vercel-signals.ts";

/** Everything of a team is asked for under the team's id. */
export function inTeam(access: ProviderAccess, path: string): string {
  const { teamId } = access.credentials;
  return teamId ? `${path}${path.includes("?") ? "&" : "?"}teamId=${encodeURIComponent(teamId)}` : path;
}

function remote(body: unknown): RemoteWebhook & { target: string } {
  const secret = readText(body, "secret");
  return {
    target: String(readList(body, "projectIds")[0] ?? ""),
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "url") ?? "",
    events: readList(body, "events").map(String),
    active: true,
    ...(secret ? { secret } : {}),
  };
}

async function listed(access: ProviderAccess, url: string) {
  const { body } = await access.call<unknown>("GET", inTeam(access, "/v1/webhooks"));
  return (Array.isArray(body) ? body : []).map(remote).filter((hook) => hook.url === url);
}

/**
 * Account webhooks, one for each project; Pro and Enterprise teams have them. https://vercel.com/docs/rest-api/webhooks
 * The secret comes with the creation alone and nothing of a webhook can be changed, so a wrong one is replaced.
 */
export const vercelRegistration: RegistrationContract = {
  events: vercelEvents,
  makesSecret: true,
  async create(access, { target, url }) {
    for (const { remoteId } of (await listed(access, url)).filter((hook) => hook.target === target)) {
      await this.remove(access, { target, remoteId });
    }
    const json = { url, events: vercelEvents, projectIds: [target] };
    return remote((await access.call("POST", inTeam(access, "/v1/webhooks"), { json })).body);
  },
  async read(access, { remoteId }) {
    const found = await access.call("GET", inTeam(access, `/v1/webhooks/${remoteId}`), { accept: [404] });
    return found.status === 404 ? null : remote(found.body);
  },
  async update(access, { target, remoteId, url, secret }) {
    const there = await this.read(access, { target, remoteId });
    if (there?.url === url && vercelEvents.every((event) => there.events.includes(event))) return there;
    await this.remove(access, { target, remoteId });
    return await this.create(access, { target, url, secret });
  },
  async remove(access, { remoteId }) {
    await access.call("DELETE", inTeam(access, `/v1/webhooks/${remoteId}`), { accept: [404] });
  },
  list: listed,
};
