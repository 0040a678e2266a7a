import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { resendSamples } from "../providers/resend/resend-samples.ts";
import type { TwinWebhook, WebhooksCase } from "./webhooks-case.ts";

const shown = ({ id, url, events }: TwinWebhook) => ({
  object: "webhook",
  id,
  endpoint: url,
  events,
  status: "enabled",
});

/** Resend's webhooks: one for the account, its secret told on making and on reading. */
export const resendWebhooks: WebhooksCase = {
  slug: "resend",
  env: (url) => ({ RESEND_API_URL: `${url}/resend` }),
  fields: { accessToken: "re_good" },
  target: null,
  answer({ method, path, body }, hooks) {
    if (path === "/resend/domains") return [200, { data: [{ id: "d1", name: "acme.example" }] }];
    if (path === "/resend/emails") return [200, { data: [], has_more: false }];
    if (!path.startsWith("/resend/webhooks")) return null;
    const id = path.split("/")[3];
    const at = hooks.findIndex((hook) => hook.id === id);
    const found = hooks[at];
    if (!id && method === "POST") {
      const secret = `whsec_${Buffer.from(randomUUID()).toString("base64")}`;
      const hook = {
        id: randomUUID(),
        target: "",
        url: String(body.endpoint),
        events: body.events as string[],
        secret,
      };
      hooks.push(hook);
      return [201, { object: "webhook", id: hook.id, signing_secret: secret }];
    }
    if (!id) return [200, { object: "list", has_more: false, data: hooks.map(shown) }];
    if (!found) return [404, { name: "not_found", message: "Webhook not found" }];
    if (method === "DELETE") hooks.splice(at, 1);
    if (method === "PATCH") Object.assign(found, { url: body.endpoint, events: body.events });
    return [200, method === "GET" ? { ...shown(found), signing_secret: found.secret } : { object: "webhook", id }];
  },
  delivery({ secret }, at) {
    const body = JSON.stringify(resendSamples[0]?.body);
    const id = `msg_${randomUUID()}`;
    const signature = new Webhook(secret).sign(id, at, body);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    return { body, headers: { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature } };
  },
  signal: "email.bounced",
};
