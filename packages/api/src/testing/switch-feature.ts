import type { App } from "../app.ts";
import { updateFlagConfiguration } from "../domains/flags/configuration/update-flag-configuration.ts";
import { createFeatures } from "../domains/flags/index.ts";
import { systemContext } from "../service/context.ts";
import type { FeatureKey } from "../service/features.ts";

/**
 * Switches one of Plumbline's own features by its flag, as an operator of the workspace does. This process forgets what it read of the
 * flags before, so that nothing waits the two seconds for which it believes it.
 * @param workspaceId its uuid; a bare workspace gets a production environment, where its flags are
 */
export async function switchFeature(app: App, workspaceId: string, key: FeatureKey, on: boolean): Promise<void> {
  const { raw } = app.database;
  await raw`
    insert into environments (workspace_id, key, name, kind)
    select ${workspaceId}, 'production', 'Production', 'production'
    where not exists (select from environments where workspace_id = ${workspaceId})`;
  const places = await raw`
    select c.flag_id, c.environment_id from flag_configurations c
    join flags f on f.id = c.flag_id join environments e on e.id = c.environment_id
    where f.workspace_id = ${workspaceId} and f.key = ${key} and e.kind = 'production'`;
  if (places.length === 0) throw new Error(`There is no flag ${key}.`);
  for (const { flag_id: flagId, environment_id: environmentId } of places)
    await updateFlagConfiguration(systemContext(app, "test"), { flagId, environmentId, enabled: on });
  Object.assign(app, { features: createFeatures(app) });
}
