import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readText } from "../../provider/read-path.ts";

/** Unconfirmed: the topic of a new subscriber; the others stand in Klaviyo's table of common topics. */
export const klaviyoTopics = new Map([
  [
    "event:klaviyo.subscribed_to_email_marketing",
    { type: "subscriber.joined", title: "A profile subscribed to e-mail" },
  ],
  [
    "event:klaviyo.unsubscribed_from_email_marketing",
    { type: "subscriber.left", title: "A profile unsubscribed from e-mail" },
  ],
  ["event:klaviyo.bounced_email", { type: "email.bounced", title: "A mail bounced" }],
  ["event:klaviyo.marked_email_as_spam", { type: "email.reported_as_spam", title: "A mail was reported as spam" }],
]);

/** Up to a thousand events in one delivery. What a profile is called stays at Klaviyo. */
export function klaviyoSignals({ payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  return readList(payload, "data").flatMap((entry) => {
    const topic = readText(entry, "topic") ?? "";
    const known = klaviyoTopics.get(topic);
    const id = readText(entry, "external_id");
    if (!known || !id) return [];
    return [
      {
        type: known.type,
        key: `${known.type}:${id}`,
        title: known.title,
        subject: id,
        occurredAt:
          readMoment(entry, "payload.data.attributes.datetime") ?? readMoment(payload, "meta.timestamp") ?? receivedAt,
        data: { event: id, topic },
      },
    ];
  });
}
