import type { ProviderAccess } from "../provider/provider-access.ts";
import { readMoment, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { wiseRegistration } from "./wise/wise-registration.ts";
import { wiseSamples } from "./wise/wise-samples.ts";
import { transferSignals, wiseSignals } from "./wise/wise-signals.ts";
import { wiseProductionKey, wiseSignature } from "./wise/wise-signature.ts";

/** Wise (formerly TransferWise). https://docs.wise.com/api-reference */
export const wise = defineProvider({
  slug: "wise",
  name: "Wise",
  category: "commerce",
  description: "Transfers as their state changes, transfers with a problem, and money that comes in.",
  docsUrl: "https://docs.wise.com/guides/developer/webhooks",
  guide: "connect-wise",
  feeds: ["signals", "evidence"],
  freshness: {
    webhook: "within seconds",
    polling: "within about five minutes, for transfers that began in the last week",
  },
  settings: [
    {
      name: "WISE_API_URL",
      description: "Address of Wise's API; https://api.wise-sandbox.com for the sandbox.",
      secret: false,
      default: "https://api.wise.com",
    },
    {
      name: "WISE_PUBLIC_KEY",
      description:
        "Wise's public key for webhooks, with or without its PEM lines. The sandbox has another than production.",
      secret: false,
      default: wiseProductionKey,
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "API token",
          help: "Settings → Connect and manage → API tokens, with full access: Wise lets a read-only one make no webhooks.",
          pattern: /^[\w-]{20,}$/,
        },
      ],
    },
  ],
  api: { baseUrl: "{WISE_API_URL}", headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }) },
  checkCredentials,
  targets: {
    noun: "profile",
    plural: "profiles",
    list: async (access) => (await profiles(access)).map(({ id, name }) => ({ id, name })),
  },
  quietAfterSeconds: 14 * 86_400,
  webhook: {
    signature: wiseSignature,
    // `X-Delivery-Id` differs with each attempt; what is signed does not.
    event: ({ payload }) => readText(payload, "event_type"),
  },
  registration: wiseRegistration,
  // Read by the moment of creation: a week is read again, so that a transfer shows its later states.
  poll: windowPoll({
    intervalSeconds: 300,
    overlapSeconds: 7 * 86_400,
    async read(access, since, page) {
      const [position = 0, offset = 0] = page ? page.split(":").map(Number) : [];
      const profile = access.targets[position];
      if (!profile) return { items: [] };
      const query = new URLSearchParams({
        profile: profile.id,
        limit: "100",
        offset: String(offset),
        createdDateStart: since.toISOString(),
      });
      const { body } = await access.call<unknown>("GET", `/v1/transfers?${query}`);
      const transfers = Array.isArray(body) ? body : [];
      const items = transfers.map((transfer: unknown) => {
        const at = readMoment(transfer, "created") ?? access.now;
        return { at, signals: transferSignals(readText(transfer, "id"), readText(transfer, "status"), profile.id, at) };
      });
      if (transfers.length === 100) return { items, next: `${position}:${offset + 100}` };
      return { items, next: position + 1 < access.targets.length ? `${position + 1}:0` : undefined };
    },
  }),
  signals: wiseSignals,
  samples: wiseSamples,
});

async function profiles(access: ProviderAccess) {
  const { body } = await access.call<unknown>("GET", "/v2/profiles");
  return (Array.isArray(body) ? body : []).flatMap((profile: unknown) => {
    const id = readText(profile, "id");
    const kind = readText(profile, "type")?.toLowerCase() ?? "profile";
    return id
      ? [{ id, name: readText(profile, "businessName") ?? readText(profile, "fullName") ?? `${kind} ${id}` }]
      : [];
  });
}

async function checkCredentials(access: ProviderAccess) {
  const known = await profiles(access);
  const account = known[0]?.name ?? "an account without profiles";
  return { account, text: `Wise showed ${known.length} profile${known.length === 1 ? "" : "s"}, ${account} first` };
}
