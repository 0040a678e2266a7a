import { providerApps } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { fillTemplate } from "../access/fill-template.ts";
import { sealedPlace } from "../access/integration-secrets.ts";
import { openAccess } from "../access/open-access.ts";
import { requireSetting } from "../access/require-setting.ts";
import { createIntegration } from "../create-integration.ts";
import { providerAppCreated } from "../events.ts";
import type { AppMethod, CreatedApp } from "../provider/connect-method.ts";
import type { Provider } from "../provider.ts";
import { beginAttempt, type ConnectAttempt } from "./connect-attempt.ts";

/** Trades the manifest's code for the app, stores it sealed, and sends the person on to install it. */
export async function finishApp(ctx: Context, provider: Provider, attempt: ConnectAttempt, query: URLSearchParams) {
  const method = provider.connect.find((one): one is AppMethod => one.kind === "app");
  const code = query.get("code");
  if (!method || !code) throw new PreconditionError(`${provider.name} sent no code back.`, "Start connecting again.");
  const { workspaceId, plan } = attempt;
  const created = await method.convert(openAccess(ctx.app, { provider, credentials: {} }), code);
  const appId = await storeApp(ctx, provider, workspaceId, created);
  const integration = await createIntegration(ctx, {
    verb: "finishConnect",
    input: { code },
    workspaceId,
    tenantId: plan.tenantId,
    provider,
    name: plan.name,
    method: "app",
    mode: plan.mode,
    credentials: { method: "app" },
    secret: null,
    appId,
    proof: null,
  });
  const install = { ...plan, kind: "app_install" as const, integrationId: integration.id };
  const state = await transact(ctx, { workspaceId, verb: "finishConnect", input: { appId } }, (tx) =>
    beginAttempt(tx, ctx.app, { workspaceId, provider: provider.slug, plan: install, binding: attempt.binding }),
  );
  const url = fillTemplate(method.installUrl, (name) => requireSetting(ctx.app, provider, name), {
    slug: created.slug,
  });
  return { integrationId: integration.id, workspaceId, next: `${url}?state=${encodeURIComponent(state)}` };
}

async function storeApp(ctx: Context, provider: Provider, workspaceId: string, created: CreatedApp): Promise<string> {
  const { vault } = ctx.app;
  return await transact(
    ctx,
    { workspaceId, verb: "finishConnect", input: { externalId: created.externalId } },
    async (tx) => {
      const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
      const id = made?.id ?? "";
      const owner = { id, workspaceId };
      await tx.insert(providerApps).values({
        id,
        workspaceId,
        provider: provider.slug,
        externalId: created.externalId,
        name: created.name,
        url: created.url,
        clientId: created.clientId,
        secrets: vault.seal(JSON.stringify(created.secrets), sealedPlace(owner, "provider_apps.secrets")),
        webhookSecret: vault.seal(created.webhookSecret, sealedPlace(owner, "provider_apps.webhook_secret")),
      });
      await recordEvent(tx, ctx, providerAppCreated, {
        workspaceId,
        subjectId: id,
        data: { provider: provider.slug, name: created.name, url: created.url },
      });
      return id;
    },
  );
}
