import type { Context } from "../../service/context.ts";
import { openAccess } from "./access/open-access.ts";
import type { CredentialProof, Provider } from "./provider.ts";

/** The cheapest authenticated call, before anything is stored. Null where the provider has none. */
export async function proveCredentials(
  ctx: Context,
  provider: Provider,
  credentials: Record<string, string>,
): Promise<CredentialProof | null> {
  if (!provider.checkCredentials) return null;
  const bare = openAccess(ctx.app, { provider, credentials });
  const minted = await provider.api?.mintToken?.(bare);
  const access = minted
    ? openAccess(ctx.app, { provider, credentials: { ...credentials, accessToken: minted.accessToken } })
    : bare;
  return await provider.checkCredentials(access);
}
