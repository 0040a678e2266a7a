import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { inTeam, vercelRegistration } from "./vercel/vercel-registration.ts";
import { vercelSamples } from "./vercel/vercel-samples.ts";
import { deploymentSignals, readMilliseconds, vercelSignals } from "./vercel/vercel-signals.ts";

/** Vercel. https://vercel.com/docs/rest-api */
export const vercel = defineProvider({
  slug: "vercel",
  name: "Vercel",
  category: "infrastructure",
  description: "Deployments of chosen projects: started, succeeded, failed, promoted.",
  docsUrl: "https://vercel.com/docs/webhooks",
  guide: "connect-vercel",
  feeds: ["signals", "evidence"],
  freshness: { webhook: "within seconds", polling: "within about a minute; promotions are not seen" },
  settings: [
    {
      name: "VERCEL_API_URL",
      description: "Address of Vercel's API.",
      secret: false,
      default: "https://api.vercel.com",
    },
  ],
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "Access token",
          help: "Account Settings → Tokens, with the team as its scope.",
          pattern: /^\S{20,}$/,
        },
        {
          name: "teamId",
          label: "Team id",
          help: "Team Settings → General → Team ID. Empty for your personal account.",
          placeholder: "team_nLlpyC6REAqxydlFKbrMDlud",
          secret: false,
          optional: true,
          pattern: /^team_\w+$/,
        },
      ],
    },
  ],
  api: { baseUrl: "{VERCEL_API_URL}", headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }) },
  checkCredentials,
  targets: {
    noun: "project",
    plural: "projects",
    async list(access) {
      const { body } = await access.call("GET", inTeam(access, "/v9/projects?limit=100"));
      return readList(body, "projects").flatMap((project) => {
        const id = readText(project, "id");
        return id ? [{ id, name: readText(project, "name") ?? id }] : [];
      });
    },
  },
  webhook: {
    signature: { kind: "hmac", header: "x-vercel-signature", algorithm: "sha1" },
    deliveryId: ({ payload }) => readText(payload, "id"),
    event: ({ payload }) => readText(payload, "type"),
  },
  registration: vercelRegistration,
  // The list is read by the moment of creation: the last hour is read again, so that builds of that length show their end.
  poll: windowPoll({
    intervalSeconds: 60,
    overlapSeconds: 3_600,
    async read(access, since, page) {
      const [position = 0, until] = page ? page.split(":").map(Number) : [];
      const project = access.targets[position];
      if (!project) return { items: [] };
      const query = new URLSearchParams({ projectId: project.id, limit: "100", since: String(since.getTime()) });
      if (until) query.set("until", String(until));
      const { body } = await access.call("GET", inTeam(access, `/v6/deployments?${query}`));
      const items = readList(body, "deployments").map((deployment) => {
        const at = readMilliseconds(deployment, "created") ?? access.now;
        return { at, signals: deploymentSignals(deployment, at) };
      });
      // `pagination.next` is a moment; null on the last page. Then the next project.
      const older = Number(readText(body, "pagination.next") ?? 0);
      if (older > since.getTime()) return { items, next: `${position}:${older}` };
      return { items, next: position + 1 < access.targets.length ? `${position + 1}:0` : undefined };
    },
  }),
  signals: vercelSignals,
  samples: vercelSamples,
});

async function checkCredentials(access: ProviderAccess) {
  const { teamId } = access.credentials;
  if (teamId) {
    const { body } = await access.call("GET", `/v2/teams/${encodeURIComponent(teamId)}`);
    const account = readText(body, "slug") ?? teamId;
    return { account, externalAccount: teamId, text: `Vercel answered for the team ${account}` };
  }
  const { body } = await access.call("GET", "/v2/user");
  const account = readText(body, "user.username") ?? "unknown user";
  return { account, text: `Vercel answered for ${account}` };
}
