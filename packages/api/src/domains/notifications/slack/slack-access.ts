import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { accessOf, loadIntegration, type ProviderAccess } from "../../integrations/index.ts";

/**
 * Slack's API as the workspace's bot.
 * @throws PreconditionError when the integration is gone
 */
export async function slackAccess(ctx: Context, workspaceId: string, integrationId: string): Promise<ProviderAccess> {
  // What was stored before ids were checked would be an error of the database's.
  const isId = z.uuid().safeParse(integrationId).success;
  const integration = isId ? await loadIntegration(ctx, workspaceId, integrationId) : null;
  if (integration?.provider !== "slack" || integration.state === "disconnected") {
    throw new PreconditionError(
      "The Slack workspace that this channel uses is disconnected.",
      "Connect Slack again, then choose it in the channel's settings.",
    );
  }
  return await accessOf(ctx, integration);
}
