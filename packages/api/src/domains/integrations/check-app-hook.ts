import { type integrations, providerApps } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { sealedPlace } from "./access/integration-secrets.ts";
import { appHookUrl } from "./door-urls.ts";
import type { AppMethod } from "./provider/connect-method.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { Provider } from "./provider.ts";

/** Reads the app's hook address at the provider, mends it when it points elsewhere, and says what was found. */
export async function checkAppHook(
  ctx: Context,
  provider: Provider,
  { workspaceId, appId }: typeof integrations.$inferSelect,
  access: ProviderAccess,
): Promise<string | null> {
  const method = provider.connect.find((one): one is AppMethod => one.kind === "app");
  const [app] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(providerApps)
      .where(and(eq(providerApps.workspaceId, workspaceId), eq(providerApps.id, appId ?? ""))),
  );
  if (!method || !app) return null;
  const url = appHookUrl(ctx.app, provider.slug);
  const secret = ctx.app.vault.open(app.webhookSecret, sealedPlace(app, "provider_apps.webhook_secret"));
  const mended = await method.repairHook(access, url, secret);
  return `${provider.name} read back: the app's hook ${mended ? "pointed elsewhere and now points" : "points"} here`;
}
