import type { ProviderAccess } from "../provider/provider-access.ts";
import { readMoment, readPath, readText } from "../provider/read-path.ts";
import type { RegistrationContract, RemoteWebhook } from "../provider/registration-contract.ts";
import { defineProvider, type Provider } from "../provider.ts";

const events = ["fact"];

function remote(body: unknown): RemoteWebhook {
  const expiresAt = readMoment(body, "expiresAt");
  const secret = readText(body, "secret");
  return {
    remoteId: readText(body, "id") ?? "",
    url: readText(body, "url") ?? "",
    events,
    active: readPath(body, "active") === true,
    ...(expiresAt ? { expiresAt } : {}),
    ...(secret ? { secret } : {}),
  };
}

/** Webhooks at the twin, for the whole account. */
export function twinRegistration(makesSecret: boolean): RegistrationContract {
  return {
    per: "account",
    events,
    makesSecret,
    async create(access, { target, url, secret }) {
      const known = (await access.call<unknown[]>("GET", "/hooks")).body.map(remote).filter((hook) => hook.url === url);
      for (const { remoteId } of known) await access.call("DELETE", `/hooks/${remoteId}`);
      return remote(
        (await access.call("POST", "/hooks", { json: { target, url, ...(makesSecret ? {} : { secret }) } })).body,
      );
    },
    async read(access, { remoteId }) {
      const found = await access.call("GET", `/hooks/${remoteId}`, { accept: [404] });
      return found.status === 404 ? null : remote(found.body);
    },
    async update(access, { remoteId, url }) {
      return remote((await access.call("PUT", `/hooks/${remoteId}`, { json: { url } })).body);
    },
    async remove(access, { remoteId }) {
      await access.call("DELETE", `/hooks/${remoteId}`, { accept: [404] });
    },
    async list(access, url) {
      const { body } = await access.call<unknown[]>("GET", "/hooks");
      return body.flatMap((hook) => (readText(hook, "url") === url ? [{ ...remote(hook), target: "" }] : []));
    },
    async redeliver(access, { remoteId }, deliveryId) {
      await access.call("POST", "/collect", { json: { remoteId, deliveryId } });
    },
  };
}

const factSignal = (fact: unknown, fallback: Date) => ({
  type: "fact.told",
  key: `fact.told:${readText(fact, "id")}`,
  title: readText(fact, "title") ?? "A fact",
  subject: "twin",
  occurredAt: readMoment(fact, "at") ?? fallback,
});

async function poll(access: ProviderAccess, cursor: Record<string, unknown>) {
  const now = Math.floor(access.now.getTime() / 1000);
  const next = { since: now };
  const since = Number(cursor.since);
  if (!since) return { signals: [], cursor: next };
  const { body } = await access.call<unknown[]>("GET", `/facts?since=${since}`);
  return { signals: body.map((fact) => factSignal(fact, access.now)), cursor: next };
}

/** The provider whose far side is `startProviderTwin`: everything that the core does can be seen on it. Its address is the setting. */
export const twinProvider: Provider = defineProvider({
  slug: "twin",
  name: "Twin",
  category: "generic",
  description: "A far side for tests.",
  docsUrl: "https://twin.example/docs",
  guide: "generic-webhook",
  feeds: ["signals"],
  freshness: { webhook: "at once", polling: "within a minute" },
  settings: [
    { name: "TWIN_URL", description: "Address of the twin.", secret: false, disables: "Everything." },
    {
      name: "TWIN_OAUTH_URL",
      description: "Address of its OAuth server.",
      secret: false,
      default: "http://127.0.0.1:1",
    },
    { name: "TWIN_CLIENT_ID", description: "Client id.", secret: false, default: "plumbline-twin" },
    { name: "TWIN_CLIENT_SECRET", description: "Client secret.", default: "a-long-client-secret-of-the-twin" },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{TWIN_OAUTH_URL}/auth",
      tokenUrl: "{TWIN_OAUTH_URL}/token",
      clientIdSetting: "TWIN_CLIENT_ID",
      clientSecretSetting: "TWIN_CLIENT_SECRET",
      scopes: ["openid", "offline_access"],
      authorizeParams: { prompt: "consent" },
    },
    { kind: "token", fields: [{ name: "accessToken", label: "Token", help: "Any text." }] },
  ],
  api: {
    baseUrl: "{TWIN_URL}",
    headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
    hiddenFailure: (body) =>
      readPath(body, "ok") === false
        ? {
            failure: readText(body, "error") === "ratelimited" ? "rate_limited" : "unauthorised",
            message: readText(body, "error") ?? "refused",
            retryAfterSeconds: 30,
          }
        : null,
  },
  async checkCredentials(access) {
    const { body } = await access.call("GET", "/me");
    return { account: readText(body, "login") ?? "", text: "The twin answered" };
  },
  async revoke(access) {
    await access.call("DELETE", "/token");
  },
  webhook: {
    signature: { kind: "hmac", header: "x-twin-signature" },
    deliveryId: "x-twin-delivery",
    event: ({ payload }) => readText(payload, "event"),
    challenge: (query, secrets) =>
      secrets.includes(query.get("token") ?? "") ? { status: 200, body: query.get("challenge") ?? "" } : null,
  },
  registration: twinRegistration(true),
  poll: {
    intervalSeconds: 60,
    run: poll,
    cursorAt: (at) => ({ since: Math.floor(at.getTime() / 1000) }),
  },
  forward: {
    description: "Hands signals to the twin, which says only that it queued them.",
    async send(access, event) {
      const { body } = await access.call("POST", "/collect", { json: { id: event.id, type: event.type } });
      return `The twin answered ${readText(body, "status")}`;
    },
  },
  signals: ({ payload, receivedAt }) => [factSignal(payload, receivedAt)],
});

/** The same with its address in the file: for servers whose settings are made elsewhere. */
export function twinProviderAt(url: string): Provider {
  const { api } = twinProvider;
  return { ...twinProvider, ...(api ? { api: { ...api, baseUrl: url } } : {}) };
}
