import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { gmailPoll } from "./gmail/gmail-poll.ts";
import { gmailRegistration } from "./gmail/gmail-registration.ts";
import { gmailSamples } from "./gmail/gmail-samples.ts";
import { gmailSignals, readNotice } from "./gmail/gmail-signals.ts";
import { pubSubPush } from "./gmail/pub-sub-push.ts";
import { googleHeaders, googleOAuth, googleSettings, grantedScopes, revokeGoogle } from "./google/google-oauth.ts";

const byPush = "Notifications by Pub/Sub. Gmail is polled without them.";

/** A Gmail mailbox: who wrote about what, never the mail itself. */
export const gmail = defineProvider({
  slug: "gmail",
  name: "Gmail",
  category: "chat",
  description: "Mail as it arrives: sender and subject, never its body.",
  docsUrl: "https://developers.google.com/workspace/gmail/api/guides/push",
  guide: "connect-gmail",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook:
      "within seconds, each mail with sender and subject: Google says that the mailbox changed, and is asked for what",
    polling: "within about a minute, each mail with sender and subject",
  },
  unprovable:
    "Google does not show where the Pub/Sub subscription delivers: only a notification that arrives proves it.",
  // A long weekend is quiet; more than that is not.
  quietAfterSeconds: 4 * 86_400,
  settings: [
    ...googleSettings("Gmail"),
    {
      name: "GMAIL_API_URL",
      description: "Address of the Gmail API.",
      secret: false,
      default: "https://gmail.googleapis.com",
    },
    {
      name: "GMAIL_PUBSUB_TOPIC",
      description: "Pub/Sub topic that Gmail publishes to: projects/<project>/topics/<topic>.",
      secret: false,
      disables: byPush,
    },
    {
      name: "GMAIL_PUSH_SERVICE_ACCOUNT",
      description: "Address of the service account with which the push subscription authenticates.",
      secret: false,
      disables: byPush,
    },
    {
      name: "GOOGLE_CERTS_URL",
      description: "Where Google publishes the keys that sign its pushes.",
      secret: false,
      default: "https://www.googleapis.com/oauth2/v3/certs",
    },
  ],
  // The metadata scope cannot read a body at all, so nobody has to trust us not to.
  connect: [googleOAuth(["https://www.googleapis.com/auth/gmail.metadata"])],
  api: { baseUrl: "{GMAIL_API_URL}/gmail/v1/users/me", headers: googleHeaders },
  checkCredentials,
  revoke: revokeGoogle,
  targets: { noun: "label", plural: "labels", list: listLabels },
  webhook: {
    signature: pubSubPush,
    deliveryId: ({ payload }) => readText(payload, "message.messageId") ?? readText(payload, "message.message_id"),
    thenPoll: true,
    event: () => "mailbox.changed",
    route: ({ payload }) => {
      const account = readNotice(payload)?.mailbox;
      return account ? { account } : {};
    },
  },
  registration: gmailRegistration,
  poll: gmailPoll,
  signals: gmailSignals,
  samples: gmailSamples,
});

async function checkCredentials(access: ProviderAccess) {
  const { body } = await access.call("GET", "/profile");
  const account = (readText(body, "emailAddress") ?? "unknown mailbox").toLowerCase();
  return {
    account,
    externalAccount: account,
    scopes: grantedScopes(access),
    text: `Gmail answered for ${account}`,
  };
}

/** Without a choice the inbox is watched. */
async function listLabels(access: ProviderAccess) {
  const { body } = await access.call("GET", "/labels");
  return readList(body, "labels").flatMap((label) => {
    const id = readText(label, "id");
    return id ? [{ id, name: readText(label, "name") ?? id }] : [];
  });
}
