import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { klaviyoPoll } from "./klaviyo/klaviyo-poll.ts";
import { klaviyoRegistration } from "./klaviyo/klaviyo-registration.ts";
import { klaviyoSamples } from "./klaviyo/klaviyo-samples.ts";
import { klaviyoSignals } from "./klaviyo/klaviyo-signals.ts";

/** Klaviyo: lists and what happens to the mail that is sent to them. */
export const klaviyo = defineProvider({
  slug: "klaviyo",
  name: "Klaviyo",
  category: "marketing",
  description: "Profiles that join the lists that you choose; bounces, complaints and unsubscribes by webhook.",
  docsUrl: "https://developers.klaviyo.com/en/docs/working_with_system_webhooks",
  guide: "connect-klaviyo",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook: "within minutes, for accounts whose plan has webhooks",
    polling: "within about five minutes, who joined a list; bounces and unsubscribes are not seen",
  },
  // A small list grows slowly.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    {
      name: "KLAVIYO_API_URL",
      description: "Address of Klaviyo's API.",
      secret: false,
      default: "https://a.klaviyo.com",
    },
    {
      name: "KLAVIYO_REVISION",
      description: "Revision of its API, a date. Klaviyo ends each about two years after its release.",
      secret: false,
      default: "2025-10-15",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "apiKey",
          label: "Private API key",
          help: "Settings → API keys → Create Private API Key, with read access to accounts, lists, profiles and events, and full access to webhooks if your plan has them.",
          placeholder: "pk_…",
          pattern: /^pk_\w{10,100}$/,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{KLAVIYO_API_URL}/api",
    headers: ({ apiKey }): Record<string, string> => ({
      accept: "application/vnd.api+json",
      ...(apiKey ? { authorization: `Klaviyo-API-Key ${apiKey}` } : {}),
    }),
  },
  async checkCredentials(access) {
    const { body } = await callKlaviyo(access, "GET", "/accounts");
    const [own] = readList(body, "data");
    const id = readText(own, "id") ?? "unknown account";
    const account = readText(own, "attributes.contact_information.organization_name") ?? id;
    return { account, externalAccount: id, text: `Klaviyo answered for ${account}` };
  },
  targets: { noun: "list", plural: "lists", list: listLists },
  webhook: {
    // The timestamp is the date of HTTP, signed as it stands there; Klaviyo names no window.
    signature: {
      kind: "hmac",
      header: "klaviyo-signature",
      signed: "{body}{timestamp}",
      timestamp: { header: "klaviyo-timestamp", unit: "iso", toleranceSeconds: 300 },
    },
    event: ({ payload }) => readText(readList(payload, "data")[0], "topic"),
  },
  registration: klaviyoRegistration,
  poll: klaviyoPoll,
  signals: klaviyoSignals,
  samples: klaviyoSamples,
});

async function callKlaviyo(access: ProviderAccess, method: string, path: string) {
  return await access.call(method, path, { headers: { revision: access.setting("KLAVIYO_REVISION") } });
}

async function listLists(access: ProviderAccess) {
  const { body } = await callKlaviyo(access, "GET", "/lists?fields[list]=name");
  return readList(body, "data").flatMap((list) => {
    const id = readText(list, "id");
    return id ? [{ id, name: readText(list, "attributes.name") ?? id }] : [];
  });
}
