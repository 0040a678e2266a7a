import type { ProviderAccess, ProviderCall } from "../../provider/provider-access.ts";

/** Calls the API of the account's service region: US and EU accounts live behind different addresses. */
export async function pagerdutyCall(access: ProviderAccess, method: string, path: string, options?: ProviderCall) {
  const isEu = access.credentials.region?.toLowerCase() === "eu";
  const base = access.setting(isEu ? "PAGERDUTY_EU_API_URL" : "PAGERDUTY_API_URL");
  return await access.call(method, `${base}${path}`, options);
}
