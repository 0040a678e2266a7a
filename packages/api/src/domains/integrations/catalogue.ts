import type { App } from "../../app.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { appHookUrl, callbackUrl } from "./door-urls.ts";
import { allProviders } from "./find-provider.ts";
import { isReachableFromOutside } from "./is-reachable.ts";
import type { ConnectField, ConnectMethod } from "./provider/connect-method.ts";
import { type SettingState, settingState } from "./provider/provider-setting.ts";
import type { Provider } from "./provider.ts";

/** A way to connect, and whether this installation is set up for it. */
export interface CatalogueMethod {
  kind: ConnectMethod["kind"];
  available: boolean;
  /** Which setting is missing or still a placeholder, and what to do; null when available. */
  unavailableReason: string | null;
  /** What it asks for before it begins. */
  fields: readonly ConnectField[];
  scopes: readonly string[];
}

/** A provider as the catalogue and the setup page show it. */
export interface CatalogueEntry {
  provider: Provider;
  methods: CatalogueMethod[];
  settings: SettingState[];
  /** The redirect URL to register at the provider; null where nothing redirects. */
  redirectUrl: string | null;
  /** The app's webhook address; null where deliveries come to each integration's own. */
  webhookUrl: string | null;
  /** How it would be connected from here. */
  defaultMode: "webhook" | "polling";
  /** What one should know before connecting from here; null when there is nothing. */
  notice: string | null;
}

/** The catalogue as this installation can use it. Never holds a setting's value. */
export async function listCatalogue(ctx: Context, workspaceId: string): Promise<CatalogueEntry[]> {
  await authorize(ctx, workspaceId, "integrations:read");
  return allProviders().map((provider) => catalogueEntry(ctx.app, provider));
}

function catalogueEntry(app: App, provider: Provider): CatalogueEntry {
  const settings = (provider.settings ?? []).map((setting) => settingState(setting, app.config.env));
  const redirects = provider.connect.some((method) => method.kind === "oauth2" || method.kind === "app");
  const reachable = isReachableFromOutside(app.config.publicUrl);
  const defaultMode = provider.webhook && (reachable || !provider.poll) ? "webhook" : "polling";
  return {
    provider,
    methods: provider.connect.map((method) => catalogueMethod(method, settings)),
    settings,
    redirectUrl: redirects ? callbackUrl(app, provider.slug) : null,
    webhookUrl: provider.webhook?.route ? appHookUrl(app, provider.slug) : null,
    defaultMode,
    notice: reachable || !provider.webhook ? null : notice(app, provider),
  };
}

function notice(app: App, provider: Provider): string {
  const where = `${app.config.publicUrl} cannot be reached from outside`;
  if (provider.poll) {
    return `${where}, so ${provider.name} cannot deliver here. It will be polled: ${provider.freshness.polling}. Set PUBLIC_URL to a public address for webhooks.`;
  }
  return `${where}, so only senders on this machine or network can deliver. Set PUBLIC_URL to a public address for others.`;
}

function catalogueMethod(method: ConnectMethod, settings: readonly SettingState[]): CatalogueMethod {
  const needed = method.kind === "oauth2" ? [method.clientIdSetting, method.clientSecretSetting] : [];
  const missing = settings.filter(
    ({ name, state }) => needed.includes(name) && (state === "missing" || state === "placeholder"),
  );
  const reason = missing.map(
    ({ name, state }) => `${name} ${state === "missing" ? "is not set" : "still holds the text of an example"}`,
  );
  return {
    kind: method.kind,
    available: missing.length === 0,
    unavailableReason:
      reason.length > 0 ? `${reason.join(", ")}. The operator sets it in the environment and restarts.` : null,
    fields: (method.kind === "secret" ? undefined : method.fields) ?? [],
    scopes: method.kind === "oauth2" ? method.scopes : [],
  };
}
