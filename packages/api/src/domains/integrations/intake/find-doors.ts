import type { App } from "../../../app.ts";
import { openCredentials, sealedPlace } from "../access/integration-secrets.ts";
import { readSetting } from "../provider/provider-setting.ts";
import type { Provider } from "../provider.ts";

type Owner = { id: string; workspaceId: string };

/** What the intake must know of an integration to take in a delivery. */
export interface Door {
  integrationId: string;
  workspaceId: string;
  tenantId: string | null;
  /** Good now, newest first. The last one may end: see `secretsAt`. */
  secrets: readonly string[];
  previousSecret: { secret: string; until: number } | null;
  /** Raised when anything above changes; compared again where the delivery is stored. */
  version: number;
}

/** The secrets that are good at a moment: the current ones, and the one before while its overlap lasts. */
export function secretsAt(door: Door, now: number): readonly string[] {
  const { previousSecret, secrets } = door;
  return previousSecret && previousSecret.until > now ? [...secrets, previousSecret.secret] : secrets;
}

/** How a request says whose it is: by the integration's id in the path, or by account and app in the delivery. */
export type DoorKey = { integrationId: string } | { account: string | undefined; app: string | undefined };

/**
 * The integrations behind a door, straight from the database. Across workspaces: nobody is signed in here, and what the lookup
 * finds is used only to check the signature.
 */
export async function readDoors(app: App, provider: Provider, key: DoorKey): Promise<Door[]> {
  const { raw } = app.database;
  const columns = raw`
    i.id, i.workspace_id, i.tenant_id, i.method, i.door_version, i.webhook_secret, i.previous_webhook_secret,
    i.previous_webhook_secret_until, i.credentials, a.id as app_id, a.webhook_secret as app_secret,
    (select json_agg(json_build_object('id', r.id, 'secret', r.secret)) from webhook_registrations r
     where r.workspace_id = i.workspace_id and r.integration_id = i.id and r.secret is not null) as provider_secrets
    from integrations i left join provider_apps a on a.workspace_id = i.workspace_id and a.id = i.app_id`;
  const open = raw`i.provider = ${provider.slug} and i.state <> 'disconnected' and i.mode = 'webhook'`;
  const byAccount = (account: string, external: string | undefined) => raw`
    select ${columns} where ${open} and i.external_account = ${account}
      and (${external ?? null}::text is null or a.external_id is null or a.external_id = ${external ?? null})`;
  // What concerns the app itself (its first ping, an installation that nobody finished) goes to the app's first integration.
  const byApp = (external: string) =>
    raw`select ${columns} where ${open} and a.external_id = ${external} order by i.id limit 1`;
  if ("integrationId" in key) {
    return (await raw`select ${columns} where ${open} and i.id = ${key.integrationId}`).map((row) =>
      asDoor(app, provider, row),
    );
  }
  const found = key.account ? await byAccount(key.account, key.app) : [];
  const rows = found.length === 0 && key.app ? await byApp(key.app) : found;
  return rows.map((row) => asDoor(app, provider, row));
}

function asDoor(app: App, provider: Provider, row: Record<string, unknown>): Door {
  const owner = { id: String(row.id), workspaceId: String(row.workspace_id) };
  const open = (sealed: unknown, field: "integrations.webhook_secret" | "integrations.previous_webhook_secret") =>
    sealed ? [app.vault.open(String(sealed), sealedPlace(owner, field))] : [];
  const appOwner = { id: String(row.app_id), workspaceId: owner.workspaceId };
  const ofApp = row.app_secret
    ? [app.vault.open(String(row.app_secret), sealedPlace(appOwner, "provider_apps.webhook_secret"))]
    : [];
  const previous = open(row.previous_webhook_secret, "integrations.previous_webhook_secret")[0];
  const until = row.previous_webhook_secret_until as Date | null;
  return {
    integrationId: owner.id,
    workspaceId: owner.workspaceId,
    tenantId: (row.tenant_id as string | null) ?? null,
    secrets: [
      ...fieldSecret(app, provider, owner, row),
      ...providerSecrets(app, owner, row),
      ...(ofApp.length > 0 ? ofApp : open(row.webhook_secret, "integrations.webhook_secret")),
      ...settingSecret(app, provider),
    ],
    previousSecret: previous && until ? { secret: previous, until: until.getTime() } : null,
    version: Number(row.door_version),
  };
}

/** The credential that the person pasted because the provider signs with it. */
function fieldSecret(app: App, provider: Provider, owner: Owner, row: Record<string, unknown>): string[] {
  const field = provider.webhook?.secretField;
  if (!field || !row.credentials) return [];
  const value = openCredentials(app, { ...owner, credentials: String(row.credentials) })[field];
  return value ? [value] : [];
}

/** The secrets that the provider made for the webhooks registered there. */
function providerSecrets(app: App, { workspaceId }: Owner, row: Record<string, unknown>): string[] {
  const made = (row.provider_secrets ?? []) as { id: string; secret: string }[];
  return made.map(({ id, secret }) =>
    app.vault.open(secret, sealedPlace({ id, workspaceId }, "webhook_registrations.secret")),
  );
}

/** The secret of the whole app, where the operator sets it. */
export function settingSecret(app: App, provider: Provider): string[] {
  const setting = provider.settings?.find((one) => one.name === provider.webhook?.secretSetting);
  const value = setting && readSetting(setting, app.config.env);
  return value ? [value] : [];
}
