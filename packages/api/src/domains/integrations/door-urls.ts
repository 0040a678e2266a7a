import type { App } from "../../app.ts";
import { encodeId } from "../../graphql/ids.ts";

/** Address to which the provider sends this integration's deliveries. */
export function hookUrl(app: App, integration: { id: string; provider: string }): string {
  return `${app.config.publicUrl}/hooks/${integration.provider}/${encodeId("int", integration.id)}`;
}

/** Address of an app's one door, for all its installations. */
export function appHookUrl(app: App, provider: string): string {
  return `${app.config.publicUrl}/hooks/${provider}`;
}

/** The redirect URL to register at the provider. */
export function callbackUrl(app: App, provider: string): string {
  return `${app.config.publicUrl}/connect/${provider}/callback`;
}

/** The console's page on which a person connects an integration again. */
export function reconnectUrl(app: App, slug: string, { id, provider }: { id: string; provider: string }): string {
  return `${app.config.publicUrl}/w/${slug}/integrations/connect/${provider}?again=${encodeId("int", id)}`;
}
