import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";
import { githubEvents } from "./github-events.ts";
import { redeliverFromGithub } from "./github-redelivery.ts";

const hooksOf = (target: string) => `/repos/${target}/hooks`;

function remote(body: unknown): RemoteWebhook {
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "config.url") ?? "",
    events: readList(body, "events").map(String),
    active: readPath(body, "active") !== false,
  };
}

const wish = (url: string, secret: string) => ({
  active: true,
  events: githubEvents,
  config: { url, secret, content_type: "json", insecure_ssl: "0" },
});

/**
 * Repository webhooks. https://docs.github.com/rest/repos/webhooks
 * Creating looks for a hook with our URL first: GitHub refuses a second one with 422, and an earlier try may have made it.
 */
export const githubRegistration: RegistrationContract = {
  events: githubEvents,
  async create(access, { target, url, secret }) {
    const known = await find(access, target, url);
    if (known) return await this.update(access, { target, remoteId: known.remoteId, url, secret });
    const made = await access.call("POST", hooksOf(target), { json: { name: "web", ...wish(url, secret) } });
    return remote(made.body);
  },
  async read(access, { target, remoteId }) {
    const found = await access.call("GET", `${hooksOf(target)}/${remoteId}`, { accept: [404] });
    return found.status === 404 ? null : remote(found.body);
  },
  async update(access, { target, remoteId, url, secret }) {
    const changed = await access.call("PATCH", `${hooksOf(target)}/${remoteId}`, { json: wish(url, secret) });
    return remote(changed.body);
  },
  async remove(access, { target, remoteId }) {
    await access.call("DELETE", `${hooksOf(target)}/${remoteId}`, { accept: [404] });
  },
  async test(access, { target, remoteId }) {
    await access.call("POST", `${hooksOf(target)}/${remoteId}/pings`);
  },
  redeliver: redeliverFromGithub,
};

async function find(access: ProviderAccess, target: string, url: string): Promise<RemoteWebhook | undefined> {
  const { body } = await access.call<unknown[]>("GET", `${hooksOf(target)}?per_page=100`);
  return (Array.isArray(body) ? body : []).map(remote).find((hook) => hook.url === url);
}
