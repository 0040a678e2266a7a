import { type Context, createContext } from "../../../service/context.ts";
import { ExpiredError } from "../../../service/errors.ts";
import { isEmbedTokenGood } from "../../workspaces/index.ts";
import type { ConnectAttempt } from "./connect-attempt.ts";

/**
 * Who finishes a flow: the member whose session it is, or the widget's visitor who began it. The way back from the provider
 * carries no embed token, so the one that began it is looked up.
 * @throws ExpiredError when that token was revoked meanwhile
 */
export async function onBehalf(visitor: Context, { workspaceId, plan }: ConnectAttempt): Promise<Context> {
  if (!plan.embed) return visitor;
  const { app, requestId } = visitor;
  if (!(await isEmbedTokenGood(app, plan.embed.embedTokenId))) {
    throw new ExpiredError("The access of the page that began this was withdrawn.", "Load that page anew.");
  }
  // The token's own ten minutes ended its right to begin; what it began may be finished while the attempt is good.
  const expiresAt = new Date(app.clock.now().getTime() + 60_000);
  return createContext({ app, requestId, actor: { type: "embed", workspaceId, expiresAt, ...plan.embed } });
}
