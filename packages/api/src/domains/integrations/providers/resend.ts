import type { NormalisedSignal, ParsedDelivery } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { resendRegistration } from "./resend/resend-registration.ts";
import { resendSamples } from "./resend/resend-samples.ts";

/** Standard Webhooks, under Svix's header names and under the standard's own. */
const standard = (name: "svix" | "webhook") =>
  ({
    kind: "hmac",
    header: `${name}-signature`,
    prefix: "v1,",
    encoding: "base64",
    key: "whsec",
    signed: `{${name}-id}.{timestamp}.{body}`,
    timestamp: { header: `${name}-timestamp`, toleranceSeconds: 300 },
    separator: " ",
  }) as const;

/** Resend: what became of the mails that a product sends. https://resend.com/docs/api-reference */
export const resend = defineProvider({
  slug: "resend",
  name: "Resend",
  category: "infrastructure",
  description: "Mails that bounced, were delayed, failed, or were called spam, and changes of the sending domains.",
  docsUrl: "https://resend.com/docs/webhooks/introduction",
  guide: "connect-resend",
  feeds: ["signals", "evidence", "notifications"],
  freshness: { webhook: "within seconds", polling: "within about five minutes; domains are not watched" },
  settings: [
    {
      name: "RESEND_API_URL",
      description: "Address of Resend's API.",
      secret: false,
      default: "https://api.resend.com",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "API key",
          help: "API Keys → Create API Key with full access: a key for sending alone may not register webhooks.",
          placeholder: "re_…",
          pattern: /^re_\w+$/,
        },
      ],
    },
  ],
  api: { baseUrl: "{RESEND_API_URL}", headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }) },
  checkCredentials,
  unprovable: "The key does not say whose account it is.",
  quietAfterSeconds: 30 * 86_400,
  webhook: {
    signature: { kind: "any", of: [standard("svix"), standard("webhook")] },
    deliveryId: ({ headers }) => (headers["svix-signature"] ? headers["svix-id"] : headers["webhook-id"]),
    event: ({ payload }) => readText(payload, "type"),
  },
  registration: resendRegistration,
  // A bounce may come hours after the mail: the last hour is read again. https://resend.com/docs/api-reference/emails/list-emails
  poll: windowPoll({
    intervalSeconds: 300,
    overlapSeconds: 3_600,
    async read(access, since, page) {
      const query = new URLSearchParams({ limit: "100", ...(page ? { after: page } : {}) });
      const { body } = await access.call("GET", `/emails?${query}`);
      const mails = readList(body, "data");
      const items = mails.map((mail) => {
        const at = readMoment(mail, "created_at") ?? access.now;
        return { at, signals: at >= since ? mailSignals(`email.${readText(mail, "last_event")}`, mail, at) : [] };
      });
      const oldest = items.at(-1);
      const more = readPath(body, "has_more") === true && oldest !== undefined && oldest.at >= since;
      return { items, next: more ? readText(mails.at(-1), "id") : undefined };
    },
  }),
  signals({ event, payload, receivedAt }: ParsedDelivery) {
    const at = readMoment(payload, "created_at") ?? receivedAt;
    const data = readPath(payload, "data");
    return event === "domain.updated" ? domainSignals(data, at) : mailSignals(event, data, at);
  },
  samples: resendSamples,
});

const deeds = new Map<string, string>(
  Object.entries({
    "email.bounced": "Bounced",
    "email.complained": "Called spam",
    "email.delivery_delayed": "Delayed",
    "email.failed": "Not sent",
  }),
);

/** No recipient's name is kept: the domain of the address tells what an operator must know. */
function mailSignals(event: string, mail: unknown, at: Date): NormalisedSignal[] {
  const words = deeds.get(event);
  const id = readText(mail, "email_id") ?? readText(mail, "id");
  if (!words || !id) return [];
  const to = readList(mail, "to")[0] ?? readText(mail, "to");
  const domain = typeof to === "string" ? (to.split("@").at(-1)?.replace(/>$/, "") ?? "") : "";
  const reason = readText(mail, "bounce.message") ?? readText(mail, "failed.reason");
  return [
    {
      type: event,
      key: `${event}:${id}`,
      occurredAt: at,
      title: `${words}: a mail to ${domain || "an address"}${reason ? `: ${reason.slice(0, 200)}` : ""}`,
      subject: domain || "mail",
      url: `https://resend.com/emails/${id}`,
      data: { emailId: id, domain, reason, bounce: readText(mail, "bounce.type") },
    },
  ];
}

function domainSignals(domain: unknown, at: Date): NormalisedSignal[] {
  const id = readText(domain, "id");
  if (!id) return [];
  const name = readText(domain, "name") ?? id;
  const status = readText(domain, "status") ?? "changed";
  return [
    {
      type: "domain.updated",
      key: `domain.updated:${id}:${at.toISOString()}`,
      occurredAt: at,
      title: `The sending domain ${name} is ${status}`,
      subject: name,
      url: `https://resend.com/domains/${id}`,
      data: { status },
    },
  ];
}

async function checkCredentials(access: ProviderAccess) {
  const { body } = await access.call("GET", "/domains");
  const names = readList(body, "data").flatMap((domain) => readText(domain, "name") ?? []);
  const text = `Resend listed ${names.length} sending domain${names.length === 1 ? "" : "s"}${names[0] ? `, ${names[0]} first` : ""}`;
  return { account: "Resend", text };
}
