import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readText } from "../../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../../provider.ts";

/**
 * Gmail's watch. It has no id, and no call reads it: making it again is how Google says that it stands, and until when (7 days).
 * https://developers.google.com/workspace/gmail/api/reference/rest/v1/users/watch
 */
export const gmailRegistration: RegistrationContract = {
  per: "account",
  events: ["mailbox"],
  create: async (access, { url }) => await watch(access, url),
  // The address is ours to remember; see the provider's `unprovable`.
  read: async (access, { remoteId }) => await watch(access, remoteId),
  update: async (access, { url }) => await watch(access, url),
  async remove(access) {
    await access.call("POST", "/stop", { accept: [404] });
  },
};

async function watch(access: ProviderAccess, url: string): Promise<RemoteWebhook> {
  const labelIds = access.targets.map(({ id }) => id);
  const { body } = await access.call("POST", "/watch", {
    json: {
      topicName: access.setting("GMAIL_PUBSUB_TOPIC"),
      ...(labelIds.length > 0 ? { labelIds, labelFilterBehavior: "include" } : {}),
    },
  });
  const expires = Number(readText(body, "expiration"));
  return {
    remoteId: url,
    url,
    events: ["mailbox"],
    active: true,
    ...(expires > 0 ? { expiresAt: new Date(expires) } : {}),
  };
}
