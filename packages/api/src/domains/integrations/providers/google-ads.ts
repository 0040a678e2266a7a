import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { googleHeaders, googleOAuth, googleSettings, grantedScopes, revokeGoogle } from "./google/google-oauth.ts";
import { adsHeaders, searchAds } from "./google-ads/google-ads-call.ts";
import { googleAdsPoll } from "./google-ads/google-ads-poll.ts";

/** Customers whose name is asked for; the others are listed by their number. */
const mostNamed = 30;

// Unconfirmed: that this one scope is enough for reading; Google has no narrower one.
const oauth = googleOAuth(["https://www.googleapis.com/auth/adwords"]);

/** Google Ads: what changes in the accounts that one chooses. */
export const googleAds = defineProvider({
  slug: "google-ads",
  name: "Google Ads",
  category: "marketing",
  description: "Changes to campaigns, budgets, ads and keywords, with who made them.",
  docsUrl: "https://developers.google.com/google-ads/api/docs/change-event",
  guide: "connect-google-ads",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about fifteen minutes; Google lists a change some minutes after it" },
  // Campaigns run for weeks without a change.
  quietAfterSeconds: 30 * 86_400,
  settings: [
    ...googleSettings("Google Ads"),
    {
      name: "GOOGLE_ADS_API_URL",
      description: "Address of the Google Ads API.",
      secret: false,
      default: "https://googleads.googleapis.com",
    },
    {
      name: "GOOGLE_ADS_API_VERSION",
      description: "Version of the Google Ads API. Google ends each about a year after its release.",
      secret: false,
      default: "v23",
    },
    {
      name: "GOOGLE_ADS_DEVELOPER_TOKEN",
      description: "Developer token: Google Ads manager account → Admin → API Center.",
      disables: "Connecting Google Ads.",
    },
  ],
  connect: [
    {
      ...oauth,
      fields: [
        {
          name: "loginCustomerId",
          label: "Manager account",
          help: "Number of the manager account through which you reach the others, ten digits without hyphens. Leave it empty without one.",
          placeholder: "1234567890",
          secret: false,
          optional: true,
          pattern: /^\d{10}$/,
        },
      ],
    },
  ],
  api: { baseUrl: "{GOOGLE_ADS_API_URL}/{GOOGLE_ADS_API_VERSION}", headers: googleHeaders },
  async checkCredentials(access) {
    const ids = await accessible(access);
    const account = ids.join(", ").slice(0, 100) || "no customer";
    return { account, scopes: grantedScopes(access), text: `Google Ads gives access to ${account}` };
  },
  revoke: revokeGoogle,
  targets: { noun: "customer", plural: "customers", list: listCustomers },
  poll: googleAdsPoll,
});

/** https://developers.google.com/google-ads/api/docs/account-management/listing-accounts */
async function accessible(access: ProviderAccess): Promise<string[]> {
  const { body } = await access.call("GET", "/customers:listAccessibleCustomers", { headers: adsHeaders(access) });
  return readList(body, "resourceNames")
    .map((name) => String(name).replace("customers/", ""))
    .filter((id) => /^\d+$/.test(id))
    .sort();
}

/** The accounts that the person reaches, and those below the manager account that was named. */
async function listCustomers(access: ProviderAccess) {
  const { loginCustomerId } = access.credentials;
  if (loginCustomerId) {
    const query =
      "SELECT customer_client.id, customer_client.descriptive_name FROM customer_client WHERE customer_client.manager = FALSE AND customer_client.status = 'ENABLED'";
    const rows = await searchAds(access, loginCustomerId, query);
    return rows.flatMap((row) => asTarget(row, "customerClient"));
  }
  const customers = [];
  for (const id of (await accessible(access)).slice(0, mostNamed)) {
    // An account that was closed, or is reached through a manager only, is listed and refuses.
    const rows = await searchAds(access, id, "SELECT customer.id, customer.descriptive_name FROM customer", [400, 403]);
    customers.push(...(rows.length > 0 ? rows.flatMap((row) => asTarget(row, "customer")) : [{ id, name: id }]));
  }
  return customers;
}

function asTarget(row: unknown, place: string) {
  const id = readText(row, `${place}.id`);
  const name = readText(row, `${place}.descriptiveName`);
  return id ? [{ id, name: name ? `${name} (${id})` : id }] : [];
}
