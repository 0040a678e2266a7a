import type { Context } from "./context.ts";
import { PreconditionError } from "./errors.ts";
import { type FeatureKey, isFeatureOn } from "./features.ts";

/** @throws PreconditionError while a feature of Plumbline's own is switched off in the workspace: it names the flag */
export async function requireFeature(
  ctx: Context,
  workspaceId: string,
  key: FeatureKey,
  tenantId?: string | null,
): Promise<void> {
  if (await isFeatureOn(ctx, workspaceId, key, tenantId)) return;
  throw new PreconditionError(
    `This is switched off in the workspace by its flag ${key}.`,
    "Ask an operator of the workspace to switch the flag on in production.",
  );
}
