import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { wiseSamples } from "../providers/wise/wise-samples.ts";
import type { WebhooksCase } from "./webhooks-case.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Wise's subscriptions: one for each event, and one key for everybody. */
export const wiseWebhooks: WebhooksCase = {
  slug: "wise",
  env: (url) => ({
    WISE_API_URL: `${url}/wise`,
    WISE_PUBLIC_KEY: String(publicKey.export({ type: "spki", format: "pem" })),
  }),
  fields: { accessToken: "good-token-of-wise-00" },
  target: "222",
  answer({ method, path, body }, hooks) {
    if (path === "/wise/v2/profiles") return [200, [{ id: 222, type: "BUSINESS", businessName: "Acme Ltd" }]];
    if (path === "/wise/v1/transfers") return [200, []];
    if (!path.startsWith("/wise/v3/profiles/222/subscriptions")) return null;
    const id = path.split("/")[6];
    const at = hooks.findIndex((hook) => hook.id === id);
    if (method === "POST") {
      const { url } = body.delivery as { url: string };
      hooks.push({ id: randomUUID(), target: "222", url, events: [String(body.trigger_on)], secret: "" });
      return [201, { id: hooks.at(-1)?.id }];
    }
    if (method === "DELETE" && at >= 0) hooks.splice(at, 1);
    const list = hooks.map(({ id: one, url, events }) => ({
      id: one,
      trigger_on: events[0],
      delivery: { url, version: "2.0.0" },
    }));
    return method === "DELETE" ? [204] : [200, list];
  },
  delivery() {
    const body = JSON.stringify(wiseSamples[0]?.body);
    return {
      body,
      headers: { "x-signature-sha256": sign("sha256", Buffer.from(body), privateKey).toString("base64") },
    };
  },
  signal: "transfer.state_changed",
};
