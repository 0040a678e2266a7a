import type { Happening, ProviderCase } from "./provider-case.ts";
import type { TwinRequest } from "./start-twin.ts";

const api = "/tiktok/open_api/v1.3";
const said = (code: number, message: string, data: unknown = {}): [number, unknown] => [200, { code, message, data }];

/** TikTok's Business API: status 200 to everything, and a code in the body. */
export const tiktokAdsTwin: ProviderCase = {
  slug: "tiktok-ads",
  env: (url) => ({ TIKTOK_API_URL: `${url}/tiktok`, TIKTOK_APP_ID: "tiktok-app", TIKTOK_APP_SECRET: "tiktok-twin" }),
  routes: (happened) => (asked) => {
    if (!asked.path.startsWith(api)) return null;
    const path = asked.path.slice(api.length);
    if (path === "/oauth2/access_token/") return redeem(asked);
    if (asked.headers["access-token"] !== "good-token")
      return said(40105, "Access token is incorrect or has been revoked.");
    switch (path) {
      case "/user/info/":
        return said(0, "OK", { display_name: "Meridian", core_user_id: "5" });
      case "/oauth2/advertiser/get/":
        return said(0, "OK", { list: [{ advertiser_id: "800", advertiser_name: "Shop" }] });
      case "/campaign/get/":
        return said(0, "OK", { list: happened.map(campaign), page_info: { total_page: 1 } });
      default:
        return null;
    }
  },
  refusal: "Auth code is invalid (code 40110)",
  account: "Meridian",
  targets: { offered: ["800"], chosen: ["800"] },
  tells: { type: "campaign.created", subject: "800/" },
};

function redeem({ body }: TwinRequest): [number, unknown] {
  const isApp = body.app_id === "tiktok-app" && body.secret === "tiktok-twin";
  return isApp && body.auth_code === "good"
    ? said(0, "OK", { access_token: "good-token", scope: [4], advertiser_ids: ["800"] })
    : said(40110, "Auth code is invalid");
}

function campaign({ number, at }: Happening) {
  const moment = at.toISOString().slice(0, 19).replace("T", " ");
  return { campaign_id: String(number), campaign_name: `C${number}`, create_time: moment, modify_time: moment };
}
