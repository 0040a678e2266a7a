import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readList } from "../../provider/read-path.ts";

/** What every call needs besides the person's token. https://developers.google.com/google-ads/api/docs/concepts/call-structure */
export function adsHeaders(access: ProviderAccess): Record<string, string> {
  const { loginCustomerId } = access.credentials;
  return {
    "developer-token": access.setting("GOOGLE_ADS_DEVELOPER_TOKEN"),
    ...(loginCustomerId ? { "login-customer-id": loginCustomerId } : {}),
  };
}

/**
 * One page of rows: Google gives up to 10,000.
 * @param accept statuses that count as "no rows"
 */
export async function searchAds(
  access: ProviderAccess,
  customer: string,
  query: string,
  accept: readonly number[] = [],
): Promise<unknown[]> {
  const { body } = await access.call("POST", `/customers/${customer}/googleAds:search`, {
    json: { query },
    headers: adsHeaders(access),
    accept,
    attempts: 2,
  });
  return readList(body, "results");
}
