import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList, readPath, readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";

const events = ["with_issues_ad_objects", "creative_fatigue"] as const;

/**
 * One subscription of the app for all ad accounts, and each chosen account told to deliver to the app. An app has one such
 * address, so a second integration of the same app takes it over. Unconfirmed: that `ads_read` is enough for an account's part.
 * https://developers.facebook.com/docs/marketing-api/ads-webhooks
 */
export const metaRegistration: RegistrationContract = {
  per: "account",
  events,
  create: subscribe,
  async read(access, { remoteId }) {
    return await find(access, remoteId);
  },
  update: subscribe,
  async remove(access) {
    for (const { id } of access.targets) {
      await access.call("DELETE", `/${id}/subscribed_apps`, { accept: [400, 404] });
    }
    await access.call("DELETE", `${subscriptions(access)}?object=ad_account`, { headers: asApp(access) });
  },
};

const subscriptions = (access: ProviderAccess) => `/${access.setting("META_APP_ID")}/subscriptions`;

/** The app's own token. */
function asApp(access: ProviderAccess): Record<string, string> {
  return { authorization: `Bearer ${access.setting("META_APP_ID")}|${access.setting("META_APP_SECRET")}` };
}

/** Meta asks the address for its challenge before it answers: the secret must be stored before this is called. */
async function subscribe(access: ProviderAccess, { url, secret }: { url: string; secret: string }) {
  await access.call("POST", subscriptions(access), {
    form: { object: "ad_account", callback_url: url, fields: events.join(","), verify_token: secret },
    headers: asApp(access),
  });
  for (const { id } of access.targets) await access.call("POST", `/${id}/subscribed_apps`, { form: {} });
  return (await find(access, url)) ?? { remoteId: url, url, events: [], active: false };
}

/** A subscription has no id; its object is its name, and there is one. */
async function find(access: ProviderAccess, remoteId: string): Promise<RemoteWebhook | null> {
  const { body } = await access.call("GET", subscriptions(access), { headers: asApp(access) });
  const found = readList(body, "data").find((one) => readText(one, "object") === "ad_account");
  if (!found) return null;
  return {
    remoteId,
    url: readText(found, "callback_url") ?? "",
    events: readList(found, "fields").map((field) => readText(field, "name") ?? String(field)),
    active: readPath(found, "active") !== false && (await deliverAll(access)),
  };
}

/** Whether each chosen account delivers to the app: one that was chosen later does not yet. */
async function deliverAll(access: ProviderAccess): Promise<boolean> {
  for (const { id } of access.targets) {
    const { body } = await access.call("GET", `/${id}/subscribed_apps`);
    if (!readList(body, "data").some((app) => readText(app, "id") === access.setting("META_APP_ID"))) return false;
  }
  return true;
}
