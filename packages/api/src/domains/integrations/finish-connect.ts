import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { type ConnectAttempt, takeAttempt } from "./connect/connect-attempt.ts";
import { finishApp } from "./connect/finish-app.ts";
import { finishInstallation } from "./connect/finish-installation.ts";
import { finishOAuth } from "./connect/finish-oauth.ts";
import { findProvider } from "./find-provider.ts";

/** What the provider sent the browser back with. */
export interface FinishConnectInput {
  provider: string;
  query: URLSearchParams;
}

/** Where the browser goes next. */
export type FinishedConnect =
  /** The integration stands; show it. */
  | { integrationId: string; workspaceId: string; next: null }
  /** One more step at the provider. */
  | { integrationId: string; workspaceId: string; next: string };

/**
 * Finishes, or carries on, a flow that came back from the provider.
 * @throws ExpiredError for a state that is not this session's, or not good any more
 * @throws PreconditionError when the person or the provider said no
 */
export async function finishConnect(
  ctx: Context,
  { provider: slug, query }: FinishConnectInput,
): Promise<FinishedConnect> {
  const provider = findProvider(slug);
  const state = query.get("state") ?? "";
  const attempt: ConnectAttempt = await takeAttempt(ctx, slug, state);
  await authorize(ctx, attempt.workspaceId, "integrations:write");
  const refusal = query.get("error");
  if (refusal) {
    const why = (query.get("error_description") ?? refusal).replace(/[^\w .,:;'()/-]/g, "").slice(0, 200);
    throw new PreconditionError(
      `${provider.name} did not connect: ${why}.`,
      "Start again, and allow the access that is asked for.",
    );
  }
  switch (attempt.plan.kind) {
    case "oauth2":
      return await finishOAuth(ctx, provider, attempt, query, state);
    case "app_manifest":
      return await finishApp(ctx, provider, attempt, query);
    case "app_install":
      return await finishInstallation(ctx, provider, attempt, query);
  }
}
