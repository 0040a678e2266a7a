import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json" };
const subscription = "projects/myproject/subscriptions/mysubscription";

/** Pub/Sub's envelope as Google's guide on Gmail's notifications shows it. */
export const gmailSamples: ProviderSample[] = [
  {
    name: "a mailbox changed",
    headers,
    body: {
      message: {
        // {"emailAddress": "user@example.com", "historyId": "9876543210"}
        data: "eyJlbWFpbEFkZHJlc3MiOiAidXNlckBleGFtcGxlLmNvbSIsICJoaXN0b3J5SWQiOiAiOTg3NjU0MzIxMCJ9",
        messageId: "2070443601311540",
        message_id: "2070443601311540",
        publishTime: "2021-02-26T19:13:55.749Z",
        publish_time: "2021-02-26T19:13:55.749Z",
      },
      subscription,
    },
    signals: ["mailbox.changed"],
  },
  {
    name: "a message that is not of Gmail, which is no signal",
    headers,
    body: { message: { data: "aGVsbG8=", messageId: "1" }, subscription },
    signals: [],
  },
];
