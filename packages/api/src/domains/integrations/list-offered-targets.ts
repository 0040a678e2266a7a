import type { IntegrationTarget, integrations } from "@plumbline/db/schema";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { accessOf } from "./access/access-of.ts";
import { findProvider } from "./find-provider.ts";

/**
 * What the provider offers to watch, asked of it now.
 * @throws ProviderError when it refuses or does not answer
 */
export async function listOfferedTargets(
  ctx: Context,
  integration: typeof integrations.$inferSelect,
): Promise<IntegrationTarget[]> {
  await authorize(ctx, integration.workspaceId, "integrations:write");
  const { targets } = findProvider(integration.provider);
  return targets && integration.state !== "disconnected" ? await targets.list(await accessOf(ctx, integration)) : [];
}
