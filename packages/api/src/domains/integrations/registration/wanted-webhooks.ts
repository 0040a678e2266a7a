import type { integrations } from "@plumbline/db/schema";
import { findProvider } from "../find-provider.ts";
import type { RegistrationContract } from "../provider.ts";

type Integration = Pick<typeof integrations.$inferSelect, "provider" | "mode" | "appId" | "targets">;

/** What is to be registered at the provider: by which contract, and for which targets. */
export interface WantedWebhooks {
  registration: RegistrationContract;
  /** Ids; one empty text when one webhook watches the whole account. */
  targets: string[];
}

/**
 * Which webhooks the integration wants at the provider. Null when none are ours to make: it is polled, the app's one door serves
 * it, or the provider takes no registrations.
 */
export function wantedWebhooks(
  { provider: slug, mode, appId, targets }: Integration,
  credentials: Readonly<Record<string, string>>,
): WantedWebhooks | null {
  const { registration, targets: choice } = findProvider(slug);
  if (mode !== "webhook" || appId || !registration) return null;
  if (registration.appliesTo && !registration.appliesTo(credentials)) return null;
  if (registration.per !== "account") return { registration, targets: targets.map((target) => target.id) };
  // With targets to choose, nothing is watched until some are.
  return { registration, targets: choice && targets.length === 0 ? [] : [""] };
}
