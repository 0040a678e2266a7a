import type { NormalisedSignal, ParsedDelivery } from "../provider/normalised-signal.ts";
import { readMoment, readPath, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";

/** The scheme of https://www.standardwebhooks.com: what every Standard Webhooks library sends. */
const standardWebhooks = {
  kind: "hmac",
  header: "webhook-signature",
  prefix: "v1,",
  encoding: "base64",
  key: "whsec",
  signed: "{webhook-id}.{timestamp}.{body}",
  timestamp: { header: "webhook-timestamp", toleranceSeconds: 300 },
  separator: " ",
} as const;

/** One header that a line of `openssl` and `curl` can make. It has no time in it; a body that came before is a duplicate. */
const oneHeader = { kind: "hmac", header: "x-plumbline-signature", prefix: "sha256=" } as const;

/** Anything that can send a signed request: the fastest way to a first proof, and the way in for tools that nobody wrote a file for. */
export const genericWebhook = defineProvider({
  slug: "generic-webhook",
  name: "Signed webhook",
  category: "generic",
  description: "Any system that can send a signed JSON request: a script, a pipeline, a tool of your own.",
  docsUrl: "https://www.standardwebhooks.com",
  guide: "generic-webhook",
  feeds: ["signals", "evidence"],
  freshness: { webhook: "within a second" },
  connect: [{ kind: "secret" }],
  webhook: {
    signature: { kind: "any", of: [standardWebhooks, oneHeader] },
    // Only what is signed may name a delivery: whoever caught one request must not be able to send it again as another.
    deliveryId: ({ headers, payload }) =>
      headers["webhook-signature"] ? headers["webhook-id"] : readText(payload, "id"),
    event: ({ payload }) => readText(payload, "type"),
  },
  signals: genericSignal,
  samples: [
    {
      name: "a backup",
      headers: { "content-type": "application/json" },
      body: { type: "backup.finished", title: "Nightly backup finished", subject: "db-1", at: "2026-11-20T02:00:00Z" },
      signals: ["backup.finished"],
    },
    { name: "without any known field", headers: {}, body: { anything: 1 }, signals: ["webhook.received"] },
  ],
});

const typeForm = /^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){1,3}$/;

/** The sender's own words where it gives them; `type` must look like a type, or the signal is `webhook.received`. */
function genericSignal({ payload, receivedAt, deliveryId }: ParsedDelivery): NormalisedSignal[] {
  const said = readText(payload, "type") ?? "";
  const type = typeForm.test(said) ? said : "webhook.received";
  const occurredAt =
    readMoment(payload, "occurredAt") ?? readMoment(payload, "at") ?? readMoment(payload, "timestamp") ?? receivedAt;
  const data = readPath(payload, "data");
  return [
    {
      type,
      key: `${type}:${readText(payload, "key") ?? deliveryId}`,
      occurredAt,
      title: readText(payload, "title") ?? readText(payload, "message") ?? (said || "A signed delivery arrived"),
      subject: readText(payload, "subject") ?? "webhook",
      url: readText(payload, "url")?.match(/^https?:\/\/.*/)?.[0],
      actor: readText(payload, "actor"),
      data: data !== null && typeof data === "object" && !Array.isArray(data) ? (data as Record<string, unknown>) : {},
    },
  ];
}
