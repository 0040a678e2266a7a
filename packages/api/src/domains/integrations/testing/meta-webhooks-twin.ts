import { startTwin, type Twin, type TwinRequest } from "./start-twin.ts";

/** The Graph API's subscriptions: one for an app and object, and the ad accounts that deliver to the app. */
export interface MetaWebhooksTwin extends Twin {
  subscription: { callback_url: string; verify_token: string; fields: string[]; active: boolean } | null;
  /** Ad accounts that deliver to the app. */
  delivering: Set<string>;
}

export async function startMetaWebhooksTwin(app: { id: string; secret: string }): Promise<MetaWebhooksTwin> {
  const base = await startTwin((asked) => answer(asked));
  const twin: MetaWebhooksTwin = Object.assign(base, { subscription: null, delivering: new Set<string>() });

  function answer(asked: TwinRequest): ReturnType<Parameters<typeof startTwin>[0]> {
    const path = asked.path.replace("/v24.0", "");
    if (path === "/oauth/access_token") return [200, { access_token: "long-token", expires_in: 5_183_944 }];
    if (path === "/me") return [200, { id: "77", name: "Ines" }];
    if (path === "/me/permissions") return [200, { success: true }];
    if (path === "/me/adaccounts")
      return [
        200,
        {
          data: [
            { id: "act_1", name: "Shop" },
            { id: "act_2", name: "Brand" },
          ],
        },
      ];
    const account = /^\/(act_\d)\/subscribed_apps$/.exec(path)?.[1];
    if (account) return accounts(asked, account);
    if (path !== `/${app.id}/subscriptions`) return null;
    if (asked.headers.authorization !== `Bearer ${app.id}|${app.secret}`)
      return [400, { error: { message: "This method must be called with an app access token", code: 15 } }];
    return subscriptions(asked);
  }

  function accounts({ method }: TwinRequest, account: string): [number, unknown] {
    if (method === "POST") twin.delivering.add(account);
    if (method === "DELETE") twin.delivering.delete(account);
    return [200, method === "GET" ? { data: twin.delivering.has(account) ? [{ id: app.id }] : [] } : { success: true }];
  }

  function subscriptions({ method, body }: TwinRequest): [number, unknown] {
    if (method === "DELETE") twin.subscription = null;
    if (method === "POST") {
      const { callback_url, verify_token, fields } = body as Record<string, string>;
      const wanted = (fields ?? "").split(",");
      twin.subscription = {
        callback_url: callback_url ?? "",
        verify_token: verify_token ?? "",
        fields: wanted,
        active: true,
      };
    }
    const { subscription } = twin;
    const shown = subscription && {
      object: "ad_account",
      callback_url: subscription.callback_url,
      fields: subscription.fields.map((name) => ({ name, version: "v24.0" })),
      active: subscription.active,
    };
    return [200, method === "GET" ? { data: shown ? [shown] : [] } : { success: true }];
  }

  return twin;
}
