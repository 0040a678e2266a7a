import { createPrivateKey, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { AppMethod } from "../../provider/connect-method.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readMoment, readText } from "../../provider/read-path.ts";
import { githubEvents } from "./github-events.ts";

/**
 * The App's own credential: RS256, at most ten minutes. Issued a minute back because GitHub refuses a clock that is ahead.
 * https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export async function githubAppJwt(access: ProviderAccess): Promise<string> {
  const { appId = "", privateKey = "" } = access.credentials;
  const seconds = Math.floor(access.now.getTime() / 1000);
  return await new SignJWT({})
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuedAt(seconds - 60)
    .setExpirationTime(seconds + 540)
    .setIssuer(appId)
    .sign(readKey(privateKey));
}

/** GitHub hands out PKCS#1, which jose's importer does not read; node does. */
function readKey(pem: string): KeyObject {
  return createPrivateKey(pem);
}

const asApp = async (access: ProviderAccess) => ({ authorization: `Bearer ${await githubAppJwt(access)}` });

/** Trades the App's credential for an installation's, good for an hour. */
export async function mintInstallationToken(
  access: ProviderAccess,
): Promise<{ accessToken: string; expiresAt: Date } | null> {
  if (!access.credentials.installationId) return null;
  const path = `/app/installations/${access.credentials.installationId}/access_tokens`;
  const { body } = await access.call("POST", path, { headers: await asApp(access), attempts: 3 });
  return {
    accessToken: readText(body, "token") ?? "",
    expiresAt: readMoment(body, "expires_at") ?? new Date(access.now.getTime() + 3_600_000),
  };
}

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export const githubApp: AppMethod = {
  kind: "app",
  // An App that is not public can be installed on the account that owns it only, so an organisation has to own its own.
  createUrl: ({ organisation }) =>
    organisation ? "{GITHUB_URL}/organizations/{organisation}/settings/apps/new" : "{GITHUB_URL}/settings/apps/new",
  fields: [
    {
      name: "organisation",
      label: "Organisation",
      help: "The GitHub organisation whose repositories are to be watched. Leave it empty for your own account.",
      placeholder: "acme",
      secret: false,
      optional: true,
      pattern: /^[a-zA-Z0-9](-?[a-zA-Z0-9]){0,38}$/,
    },
  ],
  formField: "manifest",
  manifest: ({ home, hook, callback, name }) => ({
    name,
    url: home,
    // GitHub refuses a hook address that it cannot reach, so an app that is polled gets none.
    ...(hook ? { hook_attributes: { url: hook, active: true } } : {}),
    redirect_url: callback,
    callback_urls: [callback],
    setup_url: callback,
    public: false,
    default_permissions: {
      actions: "read",
      contents: "read",
      deployments: "read",
      issues: "read",
      pull_requests: "read",
    },
    default_events: githubEvents,
  }),
  async convert(access, code) {
    const { body } = await access.call("POST", `/app-manifests/${encodeURIComponent(code)}/conversions`);
    const privateKey = readText(body, "pem") ?? "";
    return {
      externalId: readText(body, "id") ?? "",
      slug: readText(body, "slug") ?? "",
      name: readText(body, "name") ?? "",
      url: readText(body, "html_url") ?? "",
      clientId: readText(body, "client_id") ?? null,
      webhookSecret: readText(body, "webhook_secret") ?? "",
      secrets: { appId: readText(body, "id") ?? "", privateKey, clientSecret: readText(body, "client_secret") ?? "" },
    };
  },
  installUrl: "{GITHUB_URL}/apps/{slug}/installations/new",
  async repairHook(access, url, secret) {
    const headers = await asApp(access);
    const { body } = await access.call("GET", "/app/hook/config", { headers });
    if (readText(body, "url") === url && readText(body, "content_type") === "json") return false;
    await access.call("PATCH", "/app/hook/config", {
      headers,
      json: { url, secret, content_type: "json", insecure_ssl: "0" },
    });
    return true;
  },
};
