import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { loadTenant } from "../../workspaces/index.ts";

/** @throws InvalidInputError when the workspace has no such tenant */
export async function requireChannelTenant(ctx: Context, workspaceId: string, tenantId: string): Promise<void> {
  if (await loadTenant(ctx, workspaceId, tenantId)) return;
  throw new InvalidInputError([{ path: ["tenantId"], message: "is no tenant of this workspace." }]);
}
