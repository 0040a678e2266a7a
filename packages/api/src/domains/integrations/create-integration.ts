import { integrations } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import { sealCredentials, sealedPlace } from "./access/integration-secrets.ts";
import { credentialLife } from "./credentials/credential-life.ts";
import { oauthMethodOf } from "./credentials/oauth-method-of.ts";
import { integrationCreated } from "./events.ts";
import type { CredentialProof, Provider } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { requireTenant } from "./require-tenant.ts";

type Integration = typeof integrations.$inferSelect;

export interface CreateIntegrationOptions {
  verb: string;
  input: unknown;
  workspaceId: string;
  tenantId: string | null;
  provider: Provider;
  /** Null takes the provider's. */
  name: string | null;
  method: string;
  mode: "webhook" | "polling";
  credentials: Record<string, string>;
  secret: string | null;
  appId?: string | null;
  proof: CredentialProof | null;
}

/** Stores a new integration with everything sealed for its row, and the evidence that its credentials work, if there is any. */
export async function createIntegration(ctx: Context, options: CreateIntegrationOptions): Promise<Integration> {
  const { workspaceId, tenantId, provider, method, mode, proof } = options;
  const now = ctx.app.clock.now();
  return await transact(ctx, { workspaceId, verb: options.verb, input: options.input }, async (tx) => {
    if (tenantId) await requireTenant(tx, workspaceId, tenantId);
    const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
    const id = made?.id ?? "";
    const owner = { id, workspaceId };
    const name = options.name ?? (proof?.account ? `${provider.name} ${proof.account}` : provider.name);
    await tx.insert(integrations).values({
      id,
      workspaceId,
      tenantId,
      provider: provider.slug,
      name,
      method,
      mode,
      account: proof?.account ?? null,
      externalAccount: proof?.externalAccount ?? null,
      appId: options.appId ?? null,
      scopes: [...(proof?.scopes ?? [])],
      credentials: sealCredentials(ctx.app, owner, options.credentials),
      ...credentialLife(oauthMethodOf({ provider: provider.slug, method }), options.credentials, now),
      webhookSecret: options.secret
        ? ctx.app.vault.seal(options.secret, sealedPlace(owner, "integrations.webhook_secret"))
        : null,
      nextPollAt: mode === "polling" && provider.poll ? now : null,
    });
    await recordEvent(tx, ctx, integrationCreated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider: provider.slug, name, method, mode },
    });
    const authorised = proof ? { authorised: { at: now.toISOString(), text: proof.text } } : {};
    return (await recordEvidence(tx, ctx, owner, authorised)) as Integration;
  });
}
