import type { Db } from "@plumbline/db";
import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { randomPKCECodeVerifier } from "openid-client";
import { z } from "zod";
import type { Actor } from "../../service/actor.ts";
import { type Access, authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { requireFeature } from "../../service/require-feature.ts";
import { transact } from "../../service/transact.ts";
import { chooseMode } from "./choose-mode.ts";
import { bindingOfKey, makeBrowserKey, requireSessionBinding } from "./connect/browser-binding.ts";
import { beginAttempt, type ConnectPlan } from "./connect/connect-attempt.ts";
import { ticketUrl } from "./connect/connect-ticket.ts";
import { browserMethodOf, type ConnectStep, firstStep } from "./connect/first-step.ts";
import { oauthClient } from "./connect/oauth-client.ts";
import { findProvider } from "./find-provider.ts";
import type { Provider } from "./provider.ts";
import { readFields } from "./read-fields.ts";
import { requireTenant } from "./require-tenant.ts";
import { tenantFor } from "./tenant-for.ts";

export const startConnectInput = z.object({
  workspaceId: z.uuid(),
  provider: z.string(),
  /** `oauth2`, or `app` for one made from a manifest. Default the first that the provider has. */
  method: z.enum(["oauth2", "app"]).nullish(),
  name: z.string().trim().min(1).max(80).nullish(),
  tenantId: z.uuid().nullish(),
  mode: z.enum(["webhook", "polling"]).nullish(),
  fields: z.array(z.object({ name: z.string().max(60), value: z.string().max(1000) })).nullish(),
  /** Set to connect an existing integration again. */
  integrationId: z.uuid().nullish(),
});

export type StartConnectInput = z.input<typeof startConnectInput>;

/**
 * Begins a flow in the browser, bound to the person's session, good once and for ten minutes. For a widget's visitor it gives the
 * address of a window to open instead, good for two minutes.
 * @throws NotFoundError for a tenant or an integration that is not of this workspace
 * @throws PreconditionError when the provider has no such way in, or a setting is missing or a placeholder
 */
export async function startConnect(ctx: Context, input: StartConnectInput): Promise<ConnectStep> {
  const access = await authorize(ctx, input.workspaceId, "integrations:write");
  const wish = parseInput(startConnectInput, input);
  if (ctx.actor.type === "embed")
    await requireFeature(ctx, wish.workspaceId, "plumbline.embed-connect", ctx.actor.tenantId);
  const { app, actor } = ctx;
  // A widget's visitor has no session of ours: a window of ours binds the flow to the browser by a ticket.
  const ticketKey = actor.type === "embed" ? makeBrowserKey() : null;
  const binding = ticketKey ? bindingOfKey(ticketKey) : requireSessionBinding(ctx);
  const provider = findProvider(wish.provider);
  const method = browserMethodOf(provider, wish.method ?? null);
  const fields = readFields(method.fields ?? [], wish.fields ?? []);
  const plan: ConnectPlan = {
    kind: method.kind === "oauth2" ? "oauth2" : "app_manifest",
    name: wish.name ?? null,
    tenantId: tenantFor(access, wish.tenantId),
    mode: chooseMode(ctx, provider, wish.mode ?? null, method),
    fields,
    verifier: randomPKCECodeVerifier(),
    ...(wish.integrationId ? { integrationId: wish.integrationId } : {}),
    ...(actor.type === "embed" ? { embed: embedFacts(actor) } : {}),
  };
  // A missing setting must refuse here, not on the way back.
  if (method.kind === "oauth2") oauthClient(app, provider, method, fields);
  const { workspaceId } = wish;
  const state = await transact(ctx, { workspaceId, verb: "startConnect", input }, async (tx) => {
    if (plan.tenantId) await requireTenant(tx, workspaceId, plan.tenantId);
    if (plan.integrationId) await requireSame(tx, access, plan.integrationId, provider);
    return await beginAttempt(tx, app, { workspaceId, provider: provider.slug, plan, binding });
  });
  if (!ticketKey) return await firstStep(app, provider, plan, state);
  return { url: ticketUrl(app, provider.slug, state.split(".")[0] ?? "", ticketKey), form: null };
}

function embedFacts({ embedTokenId, tenantId, component, subject }: Extract<Actor, { type: "embed" }>) {
  return { embedTokenId, tenantId, component, subject };
}

/** New credentials go only to an integration of the same provider, here. @throws NotFoundError */
async function requireSame(tx: Db, access: Access, id: string, provider: Provider): Promise<void> {
  const { workspaceId, tenantId } = access;
  const [known] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.workspaceId, workspaceId),
        eq(integrations.id, id),
        eq(integrations.provider, provider.slug),
        tenantId ? eq(integrations.tenantId, tenantId) : undefined,
      ),
    );
  if (!known) {
    throw new NotFoundError(
      `There is no such integration with ${provider.name} in this workspace.`,
      "Connect again from the integration's own page.",
    );
  }
}
