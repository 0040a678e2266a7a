import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { openCredentials, sealCredentials } from "../access/integration-secrets.ts";
import { grantCredentials } from "../connect/grant-credentials.ts";
import { integrationCredentialsRenewed } from "../events.ts";
import { findProvider } from "../find-provider.ts";
import { innerContext } from "../inner-context.ts";
import type { TokenGrant } from "../provider/connect-method.ts";
import { recordEvidence } from "../record-evidence.ts";
import { credentialLife } from "./credential-life.ts";
import { oauthMethodOf } from "./oauth-method-of.ts";

type Integration = typeof integrations.$inferSelect;

/** Tries at storing a token that the provider gave: the one before may be dead by now, so this one must not be lost. */
const storeTries = 6;

/**
 * Stores a renewed grant, over the version that it was made from and no other, with its event and its evidence in one transaction.
 * A database that is away for a moment is tried again.
 * @returns the row as it is now; another process's when that was first
 */
export async function storeRenewal(ctx: Context, claimed: Integration, grant: TokenGrant): Promise<Integration> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await store(ctx, claimed, grant);
    } catch (error) {
      if (tried === storeTries) throw error;
      ctx.app.log.warn({ err: error, integrationId: claimed.id }, "A renewed token could not be stored; trying again.");
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tried));
    }
  }
}

async function store(ctx: Context, claimed: Integration, grant: TokenGrant): Promise<Integration> {
  const { workspaceId, id, credentialsVersion, tenantId, provider, name } = claimed;
  const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));
  const now = ctx.app.clock.now();
  const credentials = grantCredentials(grant, openCredentials(ctx.app, claimed));
  const life = credentialLife(oauthMethodOf(claimed), credentials, now);
  return await transact(innerContext(ctx), { workspaceId, verb: "storeRenewal", input: null }, async (tx) => {
    const [before] = await tx.select().from(integrations).where(own).for("no key update");
    if (!before || before.credentialsVersion !== credentialsVersion || before.state === "disconnected") {
      return before ?? claimed;
    }
    const until = life.credentialsExpireAt?.toISOString() ?? null;
    const providerName = findProvider(provider).name;
    const text = until ? `${providerName} gave a new token, good until ${until}` : `${providerName} gave a new token`;
    const change = {
      authorised: { at: now.toISOString(), text },
      ...(before.evidence.degraded?.cause === "credentials" ? { degraded: null, renewed: true } : {}),
    };
    const after = await recordEvidence(tx, ctx, claimed, change, {
      ...life,
      credentials: sealCredentials(ctx.app, claimed, credentials),
      credentialsVersion: credentialsVersion + 1,
      refreshingUntil: null,
      refreshFailure: null,
      refreshFailures: 0,
      ...(grant.scope ? { scopes: grant.scope.split(/[ ,]+/).filter(Boolean) } : {}),
    });
    await recordEvent(tx, ctx, integrationCredentialsRenewed, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, goodUntil: until },
    });
    return after ?? before;
  });
}
