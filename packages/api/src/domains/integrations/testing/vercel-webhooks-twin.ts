import { createHmac, randomUUID } from "node:crypto";
import { vercelSamples } from "../providers/vercel/vercel-samples.ts";
import type { WebhooksCase } from "./webhooks-case.ts";

/** Vercel's account webhooks: made and removed, never changed. */
export const vercelWebhooks: WebhooksCase = {
  slug: "vercel",
  env: (url) => ({ VERCEL_API_URL: `${url}/vercel` }),
  fields: { accessToken: "good-token-of-vercel" },
  target: "prj_shop",
  answer({ method, path, body }, hooks) {
    if (path === "/vercel/v2/user") return [200, { user: { username: "octocat" } }];
    if (path === "/vercel/v9/projects") return [200, { projects: [{ id: "prj_shop", name: "shop" }] }];
    if (path === "/vercel/v6/deployments") return [200, { deployments: [], pagination: { next: null } }];
    if (!path.startsWith("/vercel/v1/webhooks")) return null;
    const shown = ({ id, url, events, target }: (typeof hooks)[number]) => ({ id, url, events, projectIds: [target] });
    const id = path.split("/")[4];
    const at = hooks.findIndex((hook) => hook.id === id);
    const found = hooks[at];
    if (method === "POST") {
      const [target = ""] = body.projectIds as string[];
      const hook = {
        id: `account_hook_${randomUUID()}`,
        target,
        url: String(body.url),
        events: body.events as string[],
      };
      hooks.push({ ...hook, secret: randomUUID() });
      return [200, { ...shown({ ...hook, secret: "" }), secret: hooks.at(-1)?.secret }];
    }
    if (!id) return [200, hooks.map(shown)];
    if (!found) return [404, { error: { code: "not_found", message: "Not found" } }];
    if (method === "DELETE") hooks.splice(at, 1);
    return method === "DELETE" ? [204] : [200, shown(found)];
  },
  delivery({ secret }) {
    const body = JSON.stringify(vercelSamples[0]?.body);
    return { body, headers: { "x-vercel-signature": createHmac("sha1", secret).update(body).digest("hex") } };
  },
  signal: "deployment.succeeded",
};
