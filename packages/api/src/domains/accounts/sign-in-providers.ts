import type { Config } from "../../config.ts";
import { isPlaceholder } from "../../is-placeholder.ts";

/** A company whose accounts open the door here, where its keys are set. */
export type SignInProvider = "github" | "google";

/** Keys of the providers that can be signed in with. A key that was copied from an example counts as missing. */
export function signInKeys(
  config: Config,
): Partial<Record<SignInProvider, { clientId: string; clientSecret: string }>> {
  // better-auth's GitHub is github.com; for an Enterprise Server the keys are for connecting only.
  const github =
    config.githubUrl === "https://github.com" ? keys(config.githubClientId, config.githubClientSecret) : null;
  const google = keys(config.googleClientId, config.googleClientSecret);
  return { ...(github ? { github } : {}), ...(google ? { google } : {}) };
}

/** The providers that can be signed in with, for the sign-in page. */
export function signInProviders(config: Config): SignInProvider[] {
  return Object.keys(signInKeys(config)) as SignInProvider[];
}

function keys(clientId: string | null, clientSecret: string | null) {
  if (!clientId || !clientSecret || isPlaceholder(clientId) || isPlaceholder(clientSecret)) return null;
  return { clientId, clientSecret };
}
