import { flags } from "@plumbline/db/schema";
import { type DefinitionProblem, findProblems } from "@plumbline/sdk/flags/authoring";
import { loadRow } from "../../../graphql/load-row.ts";
import type { Context } from "../../../service/context.ts";
import { snapshotCache } from "../delivery/snapshot-cache.ts";
import type { FlagConfiguration } from "../flag-refs.ts";

/**
 * What keeps a flag from being evaluated in an environment, for a resolver whose parent was authorized. Verbs refuse it; an
 * environment that was archived meanwhile, or an older engine's idea of sound, may still bring it about.
 */
export async function problemsOf(
  ctx: Context,
  { workspaceId, environmentId, flagId }: FlagConfiguration,
): Promise<DefinitionProblem[]> {
  const { snapshot } = await snapshotCache(ctx.app).get({ workspaceId, environmentId });
  const flag = await loadRow(ctx, flags, workspaceId, flagId);
  const definition = snapshot.flags.find(({ key }) => key === flag?.key);
  return definition ? findProblems(definition, snapshot) : [];
}
