import type { ConnectField } from "../provider/connect-method.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readPath, readText } from "../provider/read-path.ts";
import { windowPoll } from "../provider/window-poll.ts";
import { defineProvider } from "../provider.ts";
import { pagerdutyCall } from "./pagerduty/pagerduty-call.ts";
import { pagerdutyRegistration } from "./pagerduty/pagerduty-registration.ts";
import { pagerdutySamples } from "./pagerduty/pagerduty-samples.ts";
import { logEntrySignals, pagerdutySignals } from "./pagerduty/pagerduty-signals.ts";

const clientDisabled = "Connecting by “Continue with PagerDuty”. An API key works without it.";

const region: ConnectField = {
  name: "region",
  label: "Service region",
  help: "us or eu; eu when the account's address ends in .eu.pagerduty.com. Empty means us.",
  placeholder: "us",
  secret: false,
  optional: true,
  pattern: /^(us|eu)$/i,
};

/** PagerDuty. https://developer.pagerduty.com/docs */
export const pagerduty = defineProvider({
  slug: "pagerduty",
  name: "PagerDuty",
  category: "alerting",
  description: "Incidents of chosen services: triggered, acknowledged, escalated, resolved, with who did it.",
  docsUrl: "https://developer.pagerduty.com/docs/webhooks-overview",
  guide: "connect-pagerduty",
  feeds: ["signals", "evidence", "monitors", "notifications"],
  freshness: {
    webhook: "within seconds",
    polling: "within about a minute; reassignments, reopenings, notes and priorities are not seen",
  },
  settings: [
    {
      name: "PAGERDUTY_API_URL",
      description: "Address of the API, US region.",
      secret: false,
      default: "https://api.pagerduty.com",
    },
    {
      name: "PAGERDUTY_EU_API_URL",
      description: "Address of the API, EU region.",
      secret: false,
      default: "https://api.eu.pagerduty.com",
    },
    {
      name: "PAGERDUTY_IDENTITY_URL",
      description: "Address of PagerDuty's OAuth server.",
      secret: false,
      default: "https://identity.pagerduty.com",
    },
    {
      name: "PAGERDUTY_CLIENT_ID",
      description: "Client id of an app with Scoped OAuth: Integrations → App Registration.",
      secret: false,
      disables: clientDisabled,
    },
    {
      name: "PAGERDUTY_CLIENT_SECRET",
      description: "The client secret shown beside it, once.",
      disables: clientDisabled,
    },
  ],
  connect: [
    {
      kind: "oauth2",
      authorizeUrl: "{PAGERDUTY_IDENTITY_URL}/oauth/authorize",
      tokenUrl: "{PAGERDUTY_IDENTITY_URL}/oauth/token",
      clientIdSetting: "PAGERDUTY_CLIENT_ID",
      clientSecretSetting: "PAGERDUTY_CLIENT_SECRET",
      // The token lives ten days; each refresh gives another refresh token, and the one before is dead.
      scopes: ["incidents.read", "services.read", "webhook_subscriptions.read", "webhook_subscriptions.write"],
      fields: [region],
    },
    {
      kind: "token",
      fields: [
        {
          name: "apiKey",
          label: "API key",
          help: "Integrations → API Access Keys → Create New API Key, not read-only: Plumbline makes the webhooks with it.",
          placeholder: "u+AbCdEfGhIjKlMnOpQr",
          pattern: /^[\w+/=-]{16,}$/,
        },
        region,
      ],
    },
  ],
  api: {
    baseUrl: "{PAGERDUTY_API_URL}",
    headers: ({ accessToken, apiKey }): Record<string, string> => ({
      accept: "application/vnd.pagerduty+json;version=2",
      ...(accessToken
        ? { authorization: `Bearer ${accessToken}` }
        : apiKey
          ? { authorization: `Token token=${apiKey}` }
          : {}),
    }),
  },
  checkCredentials,
  targets: { noun: "service", plural: "services", list: listServices },
  webhook: {
    signature: { kind: "hmac", header: "x-pagerduty-signature", prefix: "v1=", separator: "," },
    // `X-Webhook-Id` says the same, but is not signed.
    deliveryId: ({ headers, payload }) => readText(payload, "event.id") ?? headers["x-webhook-id"],
    event: ({ payload }) => readText(payload, "event.event_type"),
  },
  registration: pagerdutyRegistration,
  // https://developer.pagerduty.com/api-reference/c661e065403b5-list-log-entries; newest first, at most 10,000 deep.
  poll: windowPoll({
    intervalSeconds: 60,
    overlapSeconds: 60,
    async read(access, since, page) {
      const offset = page ?? "0";
      const query = new URLSearchParams({ limit: "100", offset, is_overview: "true", since: since.toISOString() });
      query.append("include[]", "incidents");
      const { body } = await pagerdutyCall(access, "GET", `/log_entries?${query}`);
      const chosen = new Set(access.targets.map(({ id }) => id));
      const items = readList(body, "log_entries").map((entry) => {
        const at = readMoment(entry, "created_at") ?? access.now;
        return { at, signals: chosen.has(readText(entry, "service.id") ?? "") ? logEntrySignals(entry, at) : [] };
      });
      return { items, next: readPath(body, "more") === true ? String(Number(offset) + 100) : undefined };
    },
  }),
  signals: pagerdutySignals,
  samples: pagerdutySamples,
});

async function services(access: ProviderAccess, limit: number) {
  const { body } = await pagerdutyCall(access, "GET", `/services?limit=${limit}&sort_by=name`);
  return readList(body, "services");
}

/** Every kind of key and token may list services; only a user's own could ask for `/users/me`. */
async function checkCredentials(access: ProviderAccess) {
  const [first] = await services(access, 1);
  const home = readText(first, "html_url");
  const account = home && URL.canParse(home) ? new URL(home).hostname : "an account without services";
  const scopes = access.credentials.scope?.split(" ").filter((scope) => scope !== "") ?? [];
  return { account, scopes, text: `PagerDuty showed the services of ${account}` };
}

async function listServices(access: ProviderAccess) {
  return (await services(access, 100)).flatMap((service) => {
    const id = readText(service, "id");
    return id ? [{ id, name: readText(service, "name") ?? readText(service, "summary") ?? id }] : [];
  });
}
