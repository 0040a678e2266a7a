import type { integrations, providerApps } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import type { SealedPlace } from "../../../vault/index.ts";

type Integration = Pick<typeof integrations.$inferSelect, "id" | "workspaceId" | "credentials">;
type ProviderApp = Pick<typeof providerApps.$inferSelect, "id" | "workspaceId" | "secrets">;
type Owner = { id: string; workspaceId: string };

/** Columns of this domain that hold sealed values. Each is sealed for its own row and column. */
export type SealedField =
  | "integrations.credentials"
  | "integrations.webhook_secret"
  | "integrations.previous_webhook_secret"
  | "provider_apps.secrets"
  | "provider_apps.webhook_secret"
  | "connect_attempts.sealed"
  | "webhook_registrations.secret";

/** Where a sealed value of this domain lives. */
export function sealedPlace(owner: Owner, field: SealedField): SealedPlace {
  return { workspaceId: owner.workspaceId, row: owner.id, field };
}

/** What the provider's functions get as credentials: the app's own secrets and the integration's above them. */
export function openCredentials(
  app: App,
  integration: Integration,
  providerApp?: ProviderApp | null,
): Record<string, string> {
  const ofApp = providerApp
    ? app.vault.open(providerApp.secrets, sealedPlace(providerApp, "provider_apps.secrets"))
    : "{}";
  const own = integration.credentials
    ? app.vault.open(integration.credentials, sealedPlace(integration, "integrations.credentials"))
    : "{}";
  return { ...(JSON.parse(ofApp) as Record<string, string>), ...(JSON.parse(own) as Record<string, string>) };
}

/** Seals a set of credentials for the row that will hold it. */
export function sealCredentials(app: App, owner: Owner, credentials: Readonly<Record<string, string>>): string {
  return app.vault.seal(JSON.stringify(credentials), sealedPlace(owner, "integrations.credentials"));
}
