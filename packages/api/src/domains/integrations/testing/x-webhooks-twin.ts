import { createHmac } from "node:crypto";
import { startTwin, type Twin, type TwinRequest } from "./start-twin.ts";
import { tokenRoute } from "./token-route.ts";

/** X with webhooks: it asks the address for its challenge before it takes it, as X does. */
export interface XWebhooksTwin extends Twin {
  hooks: { id: string; url: string; valid: boolean }[];
  subscriptions: { event_type: string; filter: { user_id: string }; webhook_id: string }[];
  /** What the last challenge was answered with. */
  challenge(secret: string): Promise<boolean>;
}

export async function startXWebhooksTwin(bearer: string): Promise<XWebhooksTwin> {
  const base = await startTwin((asked) => answer(asked));
  const twin: XWebhooksTwin = Object.assign(base, {
    hooks: [],
    subscriptions: [],
    async challenge(secret: string) {
      const url = twin.hooks.at(-1)?.url ?? "";
      const told = await fetch(`${url}?crc_token=abc`);
      const expected = createHmac("sha256", secret).update("abc").digest("base64");
      return told.status === 200 && (await told.json()).response_token === `sha256=${expected}`;
    },
  });

  function answer(asked: TwinRequest): ReturnType<Parameters<typeof startTwin>[0]> {
    const { path, method, body } = asked;
    if (path === "/2/oauth2/token") return tokenRoute(asked);
    if (path === "/2/users/me") return [200, { data: { id: "6253282", username: "meridian" } }];
    if (asked.headers.authorization !== `Bearer ${bearer}`) return [403, { detail: "Use the app's own token" }];
    if (path === "/2/webhooks" && method === "POST") {
      const hook = { id: String(twin.hooks.length + 1), url: String(body.url), valid: true };
      twin.hooks.push(hook);
      return [200, hook];
    }
    if (path === "/2/webhooks") return [200, { data: twin.hooks }];
    if (path === "/2/activity/subscriptions" && method === "POST") {
      twin.subscriptions.push(body as unknown as (typeof twin.subscriptions)[number]);
      return [201, { data: body }];
    }
    if (path === "/2/activity/subscriptions") return [200, { data: twin.subscriptions }];
    const hook = twin.hooks.find(({ id }) => path === `/2/webhooks/${id}`);
    if (!hook) return null;
    if (method === "PUT") hook.valid = true;
    if (method === "DELETE") twin.hooks = twin.hooks.filter((one) => one !== hook);
    return [200, { data: hook }];
  }

  return twin;
}
