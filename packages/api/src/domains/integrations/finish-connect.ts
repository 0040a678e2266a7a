import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { bindingOfKey, bindingOfSession, requireSessionBinding } from "./connect/browser-binding.ts";
import { type ConnectAttempt, takeAttempt } from "./connect/connect-attempt.ts";
import { finishApp } from "./connect/finish-app.ts";
import { finishInstallation } from "./connect/finish-installation.ts";
import { finishOAuth } from "./connect/finish-oauth.ts";
import { onBehalf } from "./connect/on-behalf.ts";
import { findProvider } from "./find-provider.ts";
import type { Provider } from "./provider.ts";

/** What the provider sent the browser back with. */
export interface FinishConnectInput {
  provider: string;
  query: URLSearchParams;
  /** What the door gave the browser of a widget's visitor, from its cookie. */
  browserKey?: string | undefined;
}

/** Where the browser goes next. */
export interface FinishedConnect {
  integrationId: string;
  workspaceId: string;
  /** One more step at the provider; null when the integration stands. */
  next: string | null;
  /** Whether a widget's visitor did it: the window was opened for this alone and closes. */
  byWidget: boolean;
}

/**
 * Finishes, or carries on, a flow that came back from the provider.
 * @throws ExpiredError for a state that is not this session's, or not good any more
 * @throws PreconditionError when the person or the provider said no
 */
export async function finishConnect(
  visitor: Context,
  { provider: slug, query, browserKey }: FinishConnectInput,
): Promise<FinishedConnect> {
  const provider = findProvider(slug);
  const session = browserKey ? bindingOfSession(visitor) : requireSessionBinding(visitor);
  const bindings = [session, browserKey ? bindingOfKey(browserKey) : null].filter((one) => one !== null);
  const attempt = await takeAttempt(visitor.app, { provider: slug, state: query.get("state") ?? "", bindings });
  const ctx = await onBehalf(visitor, attempt);
  await authorize(ctx, attempt.workspaceId, "integrations:write");
  const refusal = query.get("error");
  if (refusal) {
    const why = (query.get("error_description") ?? refusal).replace(/[^\w .,:;'()/-]/g, "").slice(0, 200);
    throw new PreconditionError(
      `${provider.name} did not connect: ${why}.`,
      "Start again, and allow the access that is asked for.",
    );
  }
  return { ...(await finish(ctx, provider, attempt, query)), byWidget: attempt.plan.embed !== undefined };
}

async function finish(ctx: Context, provider: Provider, attempt: ConnectAttempt, query: URLSearchParams) {
  switch (attempt.plan.kind) {
    case "oauth2":
      return await finishOAuth(ctx, provider, attempt, query, query.get("state") ?? "");
    case "app_manifest":
      return await finishApp(ctx, provider, attempt, query);
    case "app_install":
      return await finishInstallation(ctx, provider, attempt, query);
  }
}
