import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { type WindowItem, windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { tiktokFailure } from "./tiktok-ads/tiktok-failure.ts";

const api = "/open_api/v1.3";
const byButton = "Connecting TikTok Ads.";
const pageSize = 1_000;

/** TikTok for Business: the campaigns of advertiser accounts. */
export const tiktokAds = defineProvider({
  slug: "tiktok-ads",
  name: "TikTok Ads",
  category: "marketing",
  description: "Campaigns as they are created and changed, in the advertiser accounts that you choose.",
  docsUrl: "https://business-api.tiktok.com/portal/docs",
  guide: "connect-tiktok-ads",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about ten minutes" },
  // Campaigns run for weeks without a change.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    {
      name: "TIKTOK_API_URL",
      description: "Address of TikTok's Business API.",
      secret: false,
      default: "https://business-api.tiktok.com",
    },
    {
      name: "TIKTOK_APP_ID",
      description: "App ID: business-api.tiktok.com → My Apps → App detail.",
      secret: false,
      disables: byButton,
    },
    { name: "TIKTOK_APP_SECRET", description: "The secret beside the App ID.", disables: byButton },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{TIKTOK_API_URL}/portal/auth",
      tokenUrl: `{TIKTOK_API_URL}${api}/oauth2/access_token/`,
      clientIdSetting: "TIKTOK_APP_ID",
      clientSecretSetting: "TIKTOK_APP_SECRET",
      // What may be done is chosen with the app, and asked of the person as a whole.
      scopes: [],
      // Its endpoint speaks no OAuth: it knows the app by app_id and takes no verifier.
      pkce: false,
      authorizeParams: { app_id: "{TIKTOK_APP_ID}" },
      redeem: async (access, code) => {
        const { body } = await access.call("POST", `${api}/oauth2/access_token/`, {
          json: {
            app_id: access.setting("TIKTOK_APP_ID"),
            secret: access.setting("TIKTOK_APP_SECRET"),
            auth_code: code,
          },
        });
        return {
          accessToken: readText(body, "data.access_token") ?? "",
          scope: readList(body, "data.scope").map(String).join(" "),
        };
      },
    },
  ],
  api: {
    baseUrl: "{TIKTOK_API_URL}",
    headers: ({ accessToken }): Record<string, string> => (accessToken ? { "access-token": accessToken } : {}),
    hiddenFailure: tiktokFailure,
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", `${api}/user/info/`);
    const account = readText(body, "data.display_name") ?? readText(body, "data.core_user_id") ?? "unknown user";
    return { account, text: `TikTok answered for ${account}` };
  },
  /** Unconfirmed: that the address takes a token of any age. */
  async revoke(access) {
    const { accessToken = "" } = access.credentials;
    await access.call("POST", `${api}/oauth2/revoke_token/`, { json: { ...appOf(access), access_token: accessToken } });
  },
  targets: { noun: "advertiser", plural: "advertisers", list: listAdvertisers },
  poll: windowPoll({
    intervalSeconds: 600,
    overlapSeconds: 600,
    read: async (access, since, page = "0 1") => {
      const [index = 0, number = 1] = page.split(" ").map(Number);
      const advertiser = access.targets[index]?.id;
      if (!advertiser) return { items: [] };
      const query = new URLSearchParams({
        advertiser_id: advertiser,
        page: String(number),
        page_size: String(pageSize),
      });
      const { body } = await access.call("GET", `${api}/campaign/get/?${query}`);
      const items = readList(body, "data.list").flatMap((campaign) => itemOf(campaign, advertiser, since));
      if (number < Number(readText(body, "data.page_info.total_page") ?? 1))
        return { items, next: `${index} ${number + 1}` };
      return { items, next: index + 1 < access.targets.length ? `${index + 1} 1` : undefined };
    },
  }),
});

function appOf(access: ProviderAccess) {
  return { app_id: access.setting("TIKTOK_APP_ID"), secret: access.setting("TIKTOK_APP_SECRET") };
}

async function listAdvertisers(access: ProviderAccess) {
  const { body } = await access.call("GET", `${api}/oauth2/advertiser/get/?${new URLSearchParams(appOf(access))}`);
  return readList(body, "data.list").flatMap((advertiser) => {
    const id = readText(advertiser, "advertiser_id");
    return id ? [{ id, name: readText(advertiser, "advertiser_name") ?? id }] : [];
  });
}

/** A campaign that was made since the last look and changed again tells both. */
function itemOf(campaign: unknown, advertiser: string, since: Date): WindowItem[] {
  const id = readText(campaign, "campaign_id");
  const changed = utc(readText(campaign, "modify_time"));
  const created = utc(readText(campaign, "create_time"));
  const at = changed ?? created;
  if (!id || !at || at < since) return [];
  const fact = (deed: "created" | "updated", when: Date): NormalisedSignal => ({
    type: `campaign.${deed}`,
    key: `campaign.${deed}:${id}${deed === "updated" ? `:${when.toISOString()}` : ""}`,
    title: `${readText(campaign, "campaign_name") ?? id} ${deed}`,
    subject: `${advertiser}/${id}`,
    occurredAt: when,
    data: {
      campaign: id,
      advertiser,
      status: readText(campaign, "operation_status") ?? null,
      objective: readText(campaign, "objective_type") ?? null,
    },
  });
  const signals = [
    ...(created && created >= since ? [fact("created", created)] : []),
    ...(changed && changed.getTime() !== created?.getTime() ? [fact("updated", changed)] : []),
  ];
  return [{ at, signals }];
}

/** `2026-11-20 10:00:00`, in UTC. */
function utc(text: string | undefined): Date | undefined {
  const at = new Date(`${text?.replace(" ", "T")}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
