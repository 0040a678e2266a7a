import { createHash } from "node:crypto";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import type { ForwardedEvent } from "../provider.ts";
import { defineProvider } from "../provider.ts";

/** Google takes events of the last 72 hours only; an older one gets the moment of its arrival. */
const oldestMs = 72 * 3_600_000;

/**
 * Google Analytics 4 takes events and tells nothing.
 * https://developers.google.com/analytics/devguides/collection/protocol/ga4
 */
export const googleAnalytics = defineProvider({
  slug: "google-analytics",
  name: "Google Analytics 4",
  category: "marketing",
  description: "Takes the signals that you choose as events of a property.",
  docsUrl: "https://developers.google.com/analytics/devguides/collection/protocol/ga4",
  guide: "connect-google-analytics",
  feeds: ["notifications"],
  freshness: {
    forwarding: "nothing arrives from it; it gets events within seconds, and its reports follow within a day",
  },
  unprovable:
    "Google does not check the API secret and confirms nothing but the form of an event. Look for the event in the property's Realtime report.",
  settings: [
    {
      name: "GA_COLLECT_URL",
      description:
        "Address of Google Analytics' Measurement Protocol; region1.google-analytics.com keeps data in the EU.",
      secret: false,
      default: "https://www.google-analytics.com",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "measurementId",
          label: "Measurement ID",
          help: "Admin → Data streams → your web stream. It begins with G-.",
          placeholder: "G-XXXXXXXXXX",
          secret: false,
          pattern: /^G-[A-Z0-9]{4,20}$/,
        },
        {
          name: "apiSecret",
          label: "API secret",
          help: "The same page → Measurement Protocol API secrets → Create.",
          pattern: /^[\w-]{10,100}$/,
        },
      ],
    },
  ],
  api: {
    baseUrl: "{GA_COLLECT_URL}",
    headers: () => ({}),
    hiddenFailure: (body) => {
      const [first] = readList(body, "validationMessages");
      const message = readText(first, "description");
      return message ? { failure: "refused", message } : null;
    },
  },
  checkCredentials,
  forward: {
    description:
      "Each chosen signal becomes an event of the property. Google answers 204 to everything, so an attempt that went well proves only that it was sent.",
    send,
  },
});

/** The validation server reads an event and keeps none. It checks the form, not the secret. */
async function checkCredentials(access: ProviderAccess) {
  const { measurementId = "" } = access.credentials;
  await access.call("POST", `/debug/mp/collect?${queryOf(access)}`, {
    json: { client_id: clientId(measurementId), events: [{ name: "plumbline_connected", params: {} }] },
  });
  return {
    account: measurementId,
    text: `Google's validation server found no fault in a test event for ${measurementId}; it does not check the API secret`,
  };
}

async function send(access: ProviderAccess, event: ForwardedEvent): Promise<string> {
  const age = access.now.getTime() - event.occurredAt.getTime();
  const moment = age >= 0 && age < oldestMs ? { timestamp_micros: String(event.occurredAt.getTime() * 1000) } : {};
  const { status } = await access.call("POST", `/mp/collect?${queryOf(access)}`, {
    json: {
      client_id: clientId(access.credentials.measurementId ?? ""),
      ...moment,
      events: [
        {
          name: eventName(event.type),
          params: {
            plumbline_id: cut(event.id),
            plumbline_type: cut(event.type),
            subject: cut(event.subject),
            title: cut(event.title),
          },
        },
      ],
    },
  });
  return `Google answered ${status}; it does not say whether the API secret is right`;
}

function queryOf({ credentials }: ProviderAccess): URLSearchParams {
  return new URLSearchParams({
    measurement_id: credentials.measurementId ?? "",
    api_secret: credentials.apiSecret ?? "",
  });
}

/** Google counts users by it: one for the integration, because a signal is nobody's visit. */
function clientId(measurementId: string): string {
  return `plumbline.${createHash("sha256").update(measurementId).digest("hex").slice(0, 16)}`;
}

/** At most 40 letters, digits and underscores, a letter first. */
function eventName(type: string): string {
  return type.replaceAll(/[^a-zA-Z0-9_]/g, "_").slice(0, 40);
}

/** At most 100 characters. */
function cut(text: string): string {
  return text.slice(0, 100);
}
