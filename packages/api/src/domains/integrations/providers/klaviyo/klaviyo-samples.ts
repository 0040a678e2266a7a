import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const meta = {
  klaviyo_webhook_id: "a8b890458b4bbfaa26d961471b83c101d6de23bd826e7e5173a15310985ec3cb",
  timestamp: "2024-01-04T18:05:25+00:00",
};

/** Klaviyo's envelope, with the ids of its own examples. */
export const klaviyoSamples: ProviderSample[] = [
  {
    name: "a bounce and an unsubscribe in one delivery",
    headers,
    body: {
      data: [
        {
          external_id: "4L3cwQae2TX",
          topic: "event:klaviyo.bounced_email",
          payload: { data: { type: "event", attributes: { datetime: "2024-01-04T18:05:20+00:00" } } },
        },
        { external_id: "4L3cwQae2TY", topic: "event:klaviyo.unsubscribed_from_email_marketing", payload: {} },
      ],
      meta,
    },
    signals: ["email.bounced", "subscriber.left"],
  },
  {
    name: "a text message that was sent, which is no signal",
    headers,
    body: { data: [{ external_id: "4L3cwQae2TZ", topic: "event:klaviyo.sent_sms", payload: {} }], meta },
    signals: [],
  },
];
