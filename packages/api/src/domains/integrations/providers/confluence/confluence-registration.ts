import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";

const events = ["page_created", "page_updated", "page_trashed", "page_removed", "page_restored"] as const;

const hooks = (access: ProviderAccess) => `${access.credentials.baseUrl}/rest/api/webhooks`;

function remote(body: unknown): RemoteWebhook {
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "url") ?? "",
    events: readList(body, "events").map(String),
    // Data Center's own examples hold the text "true".
    active: String(readPath(body, "active") ?? true) === "true",
  };
}

const wish = (url: string, secret: string) => ({
  name: "Plumbline",
  url,
  events,
  configuration: { secret },
  active: true,
});

/**
 * One webhook for the whole server: Data Center has none for a single space.
 * https://developer.atlassian.com/server/confluence/rest/ → Webhooks (7.7 and later)
 */
export const confluenceRegistration: RegistrationContract = {
  per: "account",
  // Atlassian takes none from an OAuth app.
  appliesTo: ({ baseUrl }) => baseUrl !== undefined,
  events,
  async create(access, { url, secret }) {
    const known = (await listHooks(access)).find((hook) => hook.url === url);
    if (known) return await this.update(access, { target: "", remoteId: known.remoteId, url, secret });
    const { body } = await access.call("POST", hooks(access), { json: wish(url, secret) });
    return remote(body);
  },
  async read(access, { remoteId }) {
    const found = await access.call("GET", `${hooks(access)}/${remoteId}`, { accept: [404] });
    return found.status === 404 ? null : remote(found.body);
  },
  async update(access, { remoteId, url, secret }) {
    const { body } = await access.call("PUT", `${hooks(access)}/${remoteId}`, { json: wish(url, secret) });
    return remote(body);
  },
  async remove(access, { remoteId }) {
    await access.call("DELETE", `${hooks(access)}/${remoteId}`, { accept: [404] });
  },
  async list(access, url) {
    return (await listHooks(access)).filter((hook) => hook.url === url).map((hook) => ({ ...hook, target: "" }));
  },
};

/** Unconfirmed: a page of results below `results`, or the list itself; both are read. */
async function listHooks(access: ProviderAccess): Promise<RemoteWebhook[]> {
  const { body } = await access.call("GET", `${hooks(access)}?start=0&limit=100`);
  return (Array.isArray(body) ? body : readList(body, "results")).map(remote);
}
