import type { Happening, ProviderCase } from "./provider-case.ts";
import type { TwinAnswer, TwinRequest } from "./start-twin.ts";

const graph = "/meta/v24.0";
const refused: TwinAnswer = [
  400,
  { error: { message: "Error validating access token: the session has expired", type: "OAuthException", code: 190 } },
];

/** The Graph API of one person with two ad accounts. It answers 400 to whatever it refuses. */
export const metaAdsTwin: ProviderCase = {
  slug: "meta-ads",
  env: (url) => ({ META_GRAPH_URL: `${url}/meta`, META_APP_ID: "4242", META_APP_SECRET: "meta-twin-secret" }),
  routes: (happened) => (asked) => {
    if (!asked.path.startsWith(graph)) return null;
    const path = asked.path.slice(graph.length);
    if (path === "/oauth/access_token") return token(asked);
    if (asked.headers.authorization !== "Bearer long-token") return refused;
    switch (path) {
      case "/me":
        return [200, { id: "77", name: "Ines" }];
      case "/me/adaccounts":
        return [
          200,
          {
            data: [
              { id: "act_1", name: "Shop" },
              { id: "act_2", name: "Brand" },
            ],
          },
        ];
      case "/act_1/activities":
        return [200, { data: happened.map(activity), paging: {} }];
      default:
        return null;
    }
  },
  refusal: "Invalid verification code",
  account: "Ines (77)",
  targets: { offered: ["act_1", "act_2"], chosen: ["act_1"] },
  tells: { type: "ad_account.changed", subject: "act_1" },
};

/** A code gives a short token, a short token a long one. */
function token({ body }: TwinRequest): TwinAnswer {
  if (body.grant_type === "fb_exchange_token") {
    return body.fb_exchange_token === "short-token" || body.fb_exchange_token === "long-token"
      ? [200, { access_token: "long-token", token_type: "bearer", expires_in: 5_183_944 }]
      : refused;
  }
  return body.code === "good"
    ? [200, { access_token: "short-token", token_type: "bearer", expires_in: 3600 }]
    : [400, { error: { message: "Invalid verification code format.", type: "OAuthException", code: 100 } }];
}

function activity({ number, at }: Happening) {
  return {
    event_type: "update_campaign_name",
    translated_event_type: "Campaign name updated",
    event_time: at.toISOString().replace("Z", "+0000"),
    object_id: String(number),
    object_name: `Campaign ${number}`,
    object_type: "CAMPAIGN",
    actor_name: "Ines",
  };
}
