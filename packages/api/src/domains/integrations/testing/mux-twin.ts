import type { ProviderCase } from "./provider-case.ts";

const tokenId = "44c819de-4add-4c9f-b2e9-384a0a71bede";

/** Mux' API, as far as it is polled. */
export const muxTwin: ProviderCase = {
  slug: "mux",
  env: (url) => ({ MUX_API_URL: `${url}/mux` }),
  routes:
    (happened) =>
    ({ path, headers }) => {
      if (!path.startsWith("/mux/")) return null;
      if (headers.authorization !== `Basic ${Buffer.from(`${tokenId}:good`).toString("base64")}`) {
        return [401, { error: { type: "unauthorized", messages: ["Unauthorized request"] } }];
      }
      if (path === "/mux/system/v1/whoami") {
        return [200, { data: { organization_name: "Acme", environment_name: "Production" } }];
      }
      if (path !== "/mux/video/v1/assets") return null;
      const data = happened.map(({ number, at }) => ({
        id: `asset-${number}`,
        status: "errored",
        created_at: String(Math.floor(at.getTime() / 1000)),
        errors: { type: "invalid_input", messages: ["Not a video."] },
      }));
      return [200, { data: data.reverse() }];
    },
  fields: { good: { tokenId, tokenSecret: "good" }, bad: { tokenId, tokenSecret: "bad" } },
  refusal: "no longer accepts the credentials",
  account: "Acme, Production",
  tells: { type: "asset.failed", subject: "asset-" },
};
