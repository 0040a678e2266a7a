export interface BrowserFlow {
  workspaceId: string;
  provider: string;
  method: "OAUTH2" | "APP";
  /** Set to connect an integration again. */
  integrationId?: string | undefined;
}

/**
 * The address that begins connecting in the browser. The server sends on to the provider from there, or posts an app's
 * manifest; the console itself may post forms to nobody else (its Content-Security-Policy).
 */
export function browserFlowAddress({ workspaceId, provider, method, integrationId }: BrowserFlow): string {
  const query = new URLSearchParams({ workspace: workspaceId, method: method.toLowerCase() });
  if (integrationId) query.set("integration", integrationId);
  return `/connect/${encodeURIComponent(provider)}?${query}`;
}
