import type { integrations } from "@plumbline/db/schema";
import type { App } from "../../../app.ts";
import type { Context } from "../../../service/context.ts";
import { openCredentials } from "../access/integration-secrets.ts";
import { ProviderError } from "../access/provider-error.ts";
import { findProvider } from "../find-provider.ts";
import { claimRenewal, leaseMs, type RenewalClaim, type RenewalRef } from "./claim-renewal.ts";
import { isRenewable, oauthMethodOf } from "./oauth-method-of.ts";
import { RenewalError } from "./renewal-error.ts";
import { requestGrant } from "./request-grant.ts";
import { storeRenewal } from "./store-renewal.ts";
import { storeRenewalFailure } from "./store-renewal-failure.ts";

type Integration = typeof integrations.$inferSelect;

/** Looks at another process's renewal this often, in milliseconds. */
const lookEveryMs = 100;

const underWay = new WeakMap<App, Map<string, Promise<Integration>>>();

/**
 * Renews an integration's credentials, however many callers and processes want it at once, with one call to the provider. See ADR
 * 0040 for what holds it together.
 * @param isDue the job's own try; a caller in need waits for the back-off of failures instead
 * @returns the row with credentials newer than `seenVersion`
 * @throws ProviderError with the reason and what to do, when there are none to be had now
 */
export async function renewCredentials(ctx: Context, ref: RenewalRef, isDue = false): Promise<Integration> {
  const ofApp = underWay.get(ctx.app) ?? new Map<string, Promise<Integration>>();
  underWay.set(ctx.app, ofApp);
  const key = `${ref.integrationId}/${ref.seenVersion}`;
  const known = ofApp.get(key);
  if (known) return await known;
  const work = renew(ctx, ref, isDue).finally(() => ofApp.delete(key));
  ofApp.set(key, work);
  return await work;
}

async function renew(ctx: Context, ref: RenewalRef, isDue: boolean): Promise<Integration> {
  const end = Date.now() + leaseMs + 5_000;
  for (;;) {
    const claim = await claimRenewal(ctx, ref, isDue);
    if (claim.kind === "busy" && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs * (0.5 + Math.random())));
      continue;
    }
    return await settle(ctx, claim);
  }
}

async function settle(ctx: Context, claim: RenewalClaim): Promise<Integration> {
  switch (claim.kind) {
    case "fresh":
      return claim.integration;
    case "claimed":
      return await callAndStore(ctx, claim.integration, claim.interrupted);
    case "failed":
      throw failureError(claim.integration);
    case "busy":
      throw new ProviderError("unreachable", "Another process is still renewing the token.", "Try again in a minute.");
    case "gone":
      throw new ProviderError("unauthorised", "The integration is disconnected.", "Connect the provider again.");
  }
}

async function callAndStore(ctx: Context, claimed: Integration, interrupted: Date | null): Promise<Integration> {
  const provider = findProvider(claimed.provider);
  const method = oauthMethodOf(claimed);
  const credentials = openCredentials(ctx.app, claimed);
  try {
    if (!method || !isRenewable(method, credentials)) {
      throw new RenewalError("ended", `${provider.name} gave no refresh token`);
    }
    return await storeRenewal(ctx, claimed, await requestGrant(ctx.app, provider, method, credentials));
  } catch (error) {
    if (!(error instanceof RenewalError)) throw error;
    const after = await storeRenewalFailure(ctx, claimed, error, interrupted);
    // Somebody else stored newer ones meanwhile: then this failure tells of old ones.
    if (after.credentialsVersion !== claimed.credentialsVersion) return after;
    throw failureError(after);
  }
}

function failureError({ refreshFailure, nextRefreshAt }: Integration): ProviderError {
  const {
    reason = "The token could not be renewed.",
    nextStep = "Connect again.",
    final = false,
  } = refreshFailure ?? {};
  const wait = nextRefreshAt ? Math.max(1, Math.ceil((nextRefreshAt.getTime() - Date.now()) / 1000)) : 0;
  return new ProviderError(final ? "unauthorised" : "unreachable", reason, nextStep, { retryAfterSeconds: wait });
}
