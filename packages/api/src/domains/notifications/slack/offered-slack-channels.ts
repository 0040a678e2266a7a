import type { Context } from "../../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../../service/errors.ts";
import { findProvider, ProviderError } from "../../integrations/index.ts";
import { slackAccess } from "./slack-access.ts";

/**
 * The Slack channels that the bot is shown, by their bare names; null when Slack does not tell now.
 * @throws InvalidInputError when there is no such Slack integration
 */
export async function offeredSlackChannels(
  ctx: Context,
  workspaceId: string,
  integrationId: string,
): Promise<{ id: string; name: string }[] | null> {
  try {
    const access = await slackAccess(ctx, workspaceId, integrationId);
    const listed = (await findProvider("slack").targets?.list(access)) ?? [];
    return listed.map(({ id, name }) => ({ id, name: name.replace(/^#/, "").replace(/ \(.*\)$/, "") }));
  } catch (error) {
    if (error instanceof ProviderError) return null;
    if (!(error instanceof PreconditionError)) throw error;
    throw new InvalidInputError([{ path: ["settings", "integrationId"], message: error.message }], error.nextStep);
  }
}
