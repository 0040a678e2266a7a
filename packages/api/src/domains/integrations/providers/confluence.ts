import type { ProviderAccess } from "../provider/provider-access.ts";
import { readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { confluenceDocuments } from "./confluence/confluence-documents.ts";
import { confluencePoll } from "./confluence/confluence-poll.ts";
import { confluenceRegistration } from "./confluence/confluence-registration.ts";
import { confluenceSamples } from "./confluence/confluence-samples.ts";
import { confluenceEventName, confluenceSignals } from "./confluence/confluence-signals.ts";
import { confluenceSites, isDataCenter } from "./confluence/confluence-site.ts";
import { listSpaces } from "./confluence/list-spaces.ts";

const byButton = "Connecting Confluence Cloud. Data Center with a personal access token works without it.";

/** Confluence Cloud by OAuth and polling; Confluence Data Center 7.7 and later by personal access token and webhook. */
export const confluence = defineProvider({
  slug: "confluence",
  name: "Confluence",
  category: "documents",
  description: "Pages as they are created, changed and removed.",
  docsUrl: "https://developer.atlassian.com/cloud/confluence/advanced-searching-using-cql/",
  guide: "connect-confluence",
  feeds: ["signals", "evidence", "imports"],
  freshness: {
    webhook: "within seconds, from Data Center",
    polling: "within about two minutes for created and changed pages; removed pages are not seen",
  },
  // Documentation rests over holidays.
  quietAfterSeconds: 14 * 86_400,
  settings: [
    {
      name: "ATLASSIAN_AUTH_URL",
      description: "Address where people allow access to Confluence Cloud.",
      secret: false,
      default: "https://auth.atlassian.com",
    },
    {
      name: "ATLASSIAN_API_URL",
      description: "Address of Atlassian's Cloud APIs.",
      secret: false,
      default: "https://api.atlassian.com",
    },
    {
      name: "ATLASSIAN_CLIENT_ID",
      description: "Client id of an OAuth 2.0 (3LO) app: developer.atlassian.com → My apps → Settings.",
      secret: false,
      disables: byButton,
    },
    { name: "ATLASSIAN_CLIENT_SECRET", description: "The secret beside the client id.", disables: byButton },
  ],
  connect: [
    {
      kind: "oauth2",
      // Apps of this kind cannot register webhooks; only Forge apps are told.
      polledOnly: true,
      authorizeUrl: "{ATLASSIAN_AUTH_URL}/authorize",
      tokenUrl: "{ATLASSIAN_AUTH_URL}/oauth/token",
      clientIdSetting: "ATLASSIAN_CLIENT_ID",
      clientSecretSetting: "ATLASSIAN_CLIENT_SECRET",
      // Unconfirmed: that a search's expanded version, space and history need no more than these.
      scopes: ["search:confluence", "read:confluence-content.summary", "read:space:confluence", "offline_access"],
      // Unconfirmed: Atlassian's page on 3LO says nothing of PKCE.
      pkce: false,
      authorizeParams: { audience: "api.atlassian.com", prompt: "consent" },
    },
    {
      kind: "token",
      fields: [
        {
          name: "baseUrl",
          label: "Address",
          help: "Of your Data Center, with the context path if it has one.",
          placeholder: "https://confluence.example.com",
          secret: false,
          pattern: /^https?:\/\/[^\s?#]+[^\s?#/]$/,
        },
        {
          name: "accessToken",
          label: "Personal access token",
          help: "Profile picture → Settings → Personal Access Tokens. Webhooks need a token of an administrator.",
        },
      ],
    },
  ],
  api: {
    baseUrl: "{ATLASSIAN_API_URL}",
    headers: ({ accessToken }): Record<string, string> => ({
      accept: "application/json",
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    }),
    // Where anonymous reading is on, Data Center answers to nobody in particular instead of refusing.
    hiddenFailure: (body) =>
      readText(body, "type") === "anonymous"
        ? { failure: "unauthorised", message: "the token was not recognised; Confluence answered as to anonymous" }
        : null,
  },
  checkCredentials,
  targets: { noun: "space", plural: "spaces", list: listSpaces },
  webhook: {
    // Unconfirmed: the `sha256=` before the hexadecimal digest, taken from Bitbucket Data Center's webhooks.
    signature: { kind: "hmac", header: "x-hub-signature", prefix: "sha256=" },
    event: ({ headers, payload }) => confluenceEventName(headers, payload),
  },
  registration: confluenceRegistration,
  poll: confluencePoll,
  documents: confluenceDocuments,
  signals: confluenceSignals,
  samples: confluenceSamples,
});

async function checkCredentials(access: ProviderAccess) {
  if (isDataCenter(access)) {
    const { baseUrl = "" } = access.credentials;
    const { body } = await access.call("GET", `${baseUrl}/rest/api/user/current`);
    const user = readText(body, "username") ?? readText(body, "displayName") ?? "unknown user";
    const { host } = new URL(baseUrl);
    return { account: `${user} at ${host}`, text: `Confluence at ${host} answered for ${user}` };
  }
  const sites = await confluenceSites(access);
  const account = sites.map(({ name }) => name).join(", ") || "no site";
  return {
    account,
    scopes: (access.credentials.scope ?? "").split(" ").filter(Boolean),
    text: `Atlassian gives access to ${account}`,
  };
}
