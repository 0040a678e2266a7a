import type { Context } from "../../service/context.ts";
import { openAccess } from "./access/open-access.ts";
import type { CredentialProof, Provider } from "./provider.ts";

/** The cheapest authenticated call, before anything is stored. Null where the provider has none. */
export async function proveCredentials(
  ctx: Context,
  provider: Provider,
  credentials: Record<string, string>,
): Promise<CredentialProof | null> {
  return (await provider.checkCredentials?.(openAccess(ctx.app, { provider, credentials }))) ?? null;
}
