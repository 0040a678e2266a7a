export interface BrowserFlow {
  workspaceId: string;
  provider: string;
  method: "OAUTH2" | "APP";
  /** Set to connect an integration again. */
  integrationId?: string | undefined;
  /** What the way asks for before it leaves, a shop's name; none of it secret. */
  fields?: Readonly<Record<string, string>>;
}

/**
 * The address that begins connecting in the browser. The server sends on to the provider from there, or posts an app's
 * manifest; the console itself may post forms to nobody else (its Content-Security-Policy).
 */
export function browserFlowAddress({ workspaceId, provider, method, integrationId, fields }: BrowserFlow): string {
  const query = new URLSearchParams({ workspace: workspaceId, method: method.toLowerCase() });
  if (integrationId) query.set("integration", integrationId);
  for (const [name, value] of Object.entries(fields ?? {})) if (value) query.set(`field.${name}`, value);
  return `/connect/${encodeURIComponent(provider)}?${query}`;
}
