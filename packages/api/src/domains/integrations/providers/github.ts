import type { ProviderAccess } from "../provider/provider-access.ts";
import { readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { githubApp, githubAppJwt, mintInstallationToken } from "./github/github-app.ts";
import { githubChanges } from "./github/github-changes.ts";
import { githubDocuments } from "./github/github-documents.ts";
import { githubPoll } from "./github/github-poll.ts";
import { githubRegistration } from "./github/github-registration.ts";
import { githubSamples } from "./github/github-samples.ts";
import { githubSignals } from "./github/github-signals.ts";

/** GitHub.com and Enterprise Server. The example that other providers follow. */
export const github = defineProvider({
  slug: "github",
  name: "GitHub",
  category: "code",
  description: "Pushes, pull requests, issues, releases, deployments and workflow runs as they happen.",
  docsUrl: "https://docs.github.com/webhooks",
  guide: "connect-github",
  feeds: ["signals", "evidence", "imports"],
  freshness: {
    webhook: "within seconds",
    polling:
      "within about a minute for pushes, pull requests, issues and releases; deployments and workflow runs are not seen",
  },
  settings: [
    {
      name: "GITHUB_URL",
      description: "Address of GitHub, for Enterprise Server.",
      secret: false,
      default: "https://github.com",
    },
    { name: "GITHUB_API_URL", description: "Address of its API.", secret: false, default: "https://api.github.com" },
    {
      name: "GITHUB_CLIENT_ID",
      description: "Client id of an OAuth app or GitHub App: Settings → Developer settings.",
      secret: false,
      disables: "Connecting by “Continue with GitHub”. A token or a GitHub App made from here works without it.",
    },
    {
      name: "GITHUB_CLIENT_SECRET",
      description: "A client secret generated beside the client id.",
      disables: "Connecting by “Continue with GitHub”. A token or a GitHub App made from here works without it.",
    },
  ],
  connect: [
    githubApp,
    {
      kind: "oauth2",
      authorizeUrl: "{GITHUB_URL}/login/oauth/authorize",
      tokenUrl: "{GITHUB_URL}/login/oauth/access_token",
      clientIdSetting: "GITHUB_CLIENT_ID",
      clientSecretSetting: "GITHUB_CLIENT_SECRET",
      scopes: ["repo", "admin:repo_hook"],
    },
    {
      kind: "token",
      fields: [
        {
          name: "accessToken",
          label: "Personal access token",
          help: "Settings → Developer settings → Fine-grained tokens, with read access to contents, issues, pull requests, deployments and actions, and write access to webhooks.",
          placeholder: "github_pat_…",
        },
      ],
    },
  ],
  api: {
    baseUrl: "{GITHUB_API_URL}",
    headers: ({ accessToken }) => ({
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    }),
    mintToken: mintInstallationToken,
  },
  checkCredentials,
  revoke,
  targets: { noun: "repository", plural: "repositories", list: listRepositories },
  webhook: {
    signature: { kind: "hmac", header: "x-hub-signature-256", prefix: "sha256=" },
    deliveryId: "x-github-delivery",
    event: "x-github-event",
    route: ({ headers, payload }) => {
      const account = readText(payload, "installation.id");
      const app =
        headers["x-github-hook-installation-target-type"] === "integration"
          ? headers["x-github-hook-installation-target-id"]
          : undefined;
      return { ...(account ? { account } : {}), ...(app ? { app } : {}) };
    },
  },
  registration: githubRegistration,
  poll: githubPoll,
  documents: githubDocuments,
  changes: githubChanges,
  signals: githubSignals,
  samples: githubSamples,
});

async function checkCredentials(access: ProviderAccess) {
  const { installationId } = access.credentials;
  if (installationId) {
    const headers = { authorization: `Bearer ${await githubAppJwt(access)}` };
    const { body } = await access.call("GET", `/app/installations/${installationId}`, { headers });
    const account = readText(body, "account.login") ?? `installation ${installationId}`;
    return { account, externalAccount: installationId, text: `GitHub knows the App's installation on ${account}` };
  }
  const { body, headers } = await access.call("GET", "/user");
  const account = readText(body, "login") ?? "unknown user";
  const scopes = (headers["x-oauth-scopes"] ?? "")
    .split(",")
    .map((scope) => scope.trim())
    .filter(Boolean);
  return { account, scopes, text: `GitHub answered for ${account}` };
}

async function listRepositories(access: ProviderAccess) {
  const path = access.credentials.installationId
    ? "/installation/repositories?per_page=100"
    : "/user/repos?per_page=100&sort=pushed";
  const { body } = await access.call<unknown>("GET", path);
  const list = Array.isArray(body) ? body : ((body as { repositories?: unknown[] }).repositories ?? []);
  return list.flatMap((repository) => {
    const name = readText(repository, "full_name");
    return name ? [{ id: name, name }] : [];
  });
}

/** Only a token from the OAuth client can be ended by us; a pasted one belongs to the person who made it. */
async function revoke(access: ProviderAccess) {
  const { accessToken, method } = access.credentials;
  if (method !== "oauth2" || !accessToken) return;
  const client = `${access.setting("GITHUB_CLIENT_ID")}:${access.setting("GITHUB_CLIENT_SECRET")}`;
  await access.call("DELETE", `/applications/${access.setting("GITHUB_CLIENT_ID")}/token`, {
    headers: { authorization: `Basic ${Buffer.from(client).toString("base64")}` },
    json: { access_token: accessToken },
    accept: [404, 422],
  });
}
