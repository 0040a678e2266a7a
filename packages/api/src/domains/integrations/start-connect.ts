import type { Db } from "@plumbline/db";
import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { randomPKCECodeVerifier } from "openid-client";
import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { fillTemplate } from "./access/fill-template.ts";
import { requireSetting } from "./access/require-setting.ts";
import { chooseMode } from "./choose-mode.ts";
import { beginAttempt, type ConnectPlan, sessionHashOf } from "./connect/connect-attempt.ts";
import { authorizationUrl, oauthClient } from "./connect/oauth-client.ts";
import { appHookUrl, callbackUrl } from "./door-urls.ts";
import { findProvider } from "./find-provider.ts";
import type { AppMethod, OAuthMethod } from "./provider/connect-method.ts";
import type { Provider } from "./provider.ts";
import { readFields } from "./read-fields.ts";
import { requireTenant } from "./require-tenant.ts";

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

/** Where the browser goes: an address to follow, or a form to post there. */
export interface ConnectStep {
  url: string;
  /** Fields to post; null for a plain redirect. */
  form: Record<string, string> | null;
}

/**
 * Begins a flow in the browser, bound to the person's session, good once and for ten minutes.
 * @throws NotFoundError for a tenant or an integration that is not of this workspace
 * @throws PreconditionError when the provider has no such way in, or a setting is missing or a placeholder
 */
export async function startConnect(ctx: Context, input: StartConnectInput): Promise<ConnectStep> {
  await authorize(ctx, input.workspaceId, "integrations:write");
  const wish = parseInput(startConnectInput, input);
  sessionHashOf(ctx);
  const provider = findProvider(wish.provider);
  const method = provider.connect.find(
    (one): one is OAuthMethod | AppMethod =>
      (one.kind === "oauth2" || one.kind === "app") && (!wish.method || one.kind === wish.method),
  );
  if (!method)
    throw new PreconditionError(
      `${provider.name} is not connected that way.`,
      "Choose one of the ways that its catalogue entry lists.",
    );
  const fields = readFields(method.fields ?? [], wish.fields ?? []);
  const verifier = randomPKCECodeVerifier();
  const plan: ConnectPlan = {
    kind: method.kind === "oauth2" ? "oauth2" : "app_manifest",
    name: wish.name ?? null,
    tenantId: wish.tenantId ?? null,
    mode: chooseMode(ctx, provider, wish.mode ?? null, method),
    fields,
    verifier,
    ...(wish.integrationId ? { integrationId: wish.integrationId } : {}),
  };
  // A missing setting must refuse here, not on the way back.
  if (method.kind === "oauth2") oauthClient(ctx.app, provider, method, fields);
  const { workspaceId } = wish;
  const state = await transact(ctx, { workspaceId, verb: "startConnect", input }, async (tx) => {
    if (plan.tenantId) await requireTenant(tx, workspaceId, plan.tenantId);
    if (plan.integrationId) await requireSame(tx, workspaceId, plan.integrationId, provider);
    return await beginAttempt(tx, ctx, { workspaceId, provider: provider.slug, plan });
  });
  if (method.kind === "oauth2") {
    return { url: (await authorizationUrl(ctx.app, provider, method, { fields, state, verifier })).href, form: null };
  }
  const create = fillTemplate(method.createUrl(fields), (name) => requireSetting(ctx.app, provider, name), fields);
  const { publicUrl } = ctx.app.config;
  const manifest = method.manifest({
    home: publicUrl,
    hook: plan.mode === "webhook" ? appHookUrl(ctx.app, provider.slug) : null,
    callback: callbackUrl(ctx.app, provider.slug),
    name: `Plumbline ${wish.name ?? new URL(publicUrl).hostname}`.slice(0, 34),
  });
  return {
    url: `${create}?state=${encodeURIComponent(state)}`,
    form: { [method.formField]: JSON.stringify(manifest) },
  };
}

/** New credentials go only to an integration of the same provider, here. @throws NotFoundError */
async function requireSame(tx: Db, workspaceId: string, id: string, provider: Provider): Promise<void> {
  const [known] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id), eq(integrations.provider, provider.slug)),
    );
  if (!known) {
    throw new NotFoundError(
      `There is no such integration with ${provider.name} in this workspace.`,
      "Connect again from the integration's own page.",
    );
  }
}
