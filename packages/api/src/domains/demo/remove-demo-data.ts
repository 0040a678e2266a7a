import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { loadWorkspace, requestWorkspaceDeletion, type Workspace } from "../workspaces/index.ts";
import { forgetDemoDoors } from "./demo-account.ts";
import { stopDemoTraffic } from "./start-demo-traffic.ts";

export const removeDemoDataInput = z.object({ workspaceId: z.uuid() });

/**
 * Stops the simulated traffic and deletes the demo workspace with everything in it, at once: nothing in it was real.
 * @throws PreconditionError for a workspace that is no demo
 */
export async function removeDemoData(ctx: Context, input: z.input<typeof removeDemoDataInput>): Promise<Workspace> {
  const { workspaceId } = parseInput(removeDemoDataInput, input);
  await authorize(ctx, workspaceId, "workspace:delete");
  const workspace = await loadWorkspace(ctx, workspaceId);
  if (!workspace)
    throw new NotFoundError("There is no such workspace, or you do not belong to it.", "Check the address.");
  if (!workspace.isDemo) {
    throw new PreconditionError(
      `${workspace.name} is no demo: what is in it is real.`,
      "To delete it, ask for its deletion in its settings.",
    );
  }
  await stopDemoTraffic(ctx.app);
  forgetDemoDoors(ctx.app);
  return await requestWorkspaceDeletion(ctx, { workspaceId, confirmSlug: workspace.slug });
}
