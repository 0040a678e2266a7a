import { AppError } from "../../../service/errors.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import type { RegistrationContract } from "../provider.ts";

/** A webhook at the provider. */
export interface WebhookAtProvider {
  target: string;
  remoteId: string;
}

/** What ended at the provider, and what is left there, in words. */
export interface Ended {
  done: string[];
  leftovers: string[];
}

/** Tries to end something at the provider; a refusal is a leftover with its reason. */
export async function attemptToEnd(ended: Ended, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ended.leftovers.push(`${what} (${error.message})`);
  }
}

/** Removes webhooks at the provider, one after the other. One that is gone already counts as removed. */
export async function removeWebhooks(
  access: ProviderAccess,
  registration: RegistrationContract | undefined,
  hooks: readonly WebhookAtProvider[],
): Promise<Ended> {
  const ended: Ended = { done: [], leftovers: [] };
  for (const { target, remoteId } of hooks) {
    await attemptToEnd(ended, `the webhook of ${target || "the account"}`, async () => {
      await registration?.remove(access, { target, remoteId });
      ended.done.push(target ? `Webhook of ${target} removed` : "Webhook removed");
    });
  }
  return ended;
}

/** The sentence about what is left; none when nothing is. */
export const leftoverWords = (leftovers: readonly string[]): string[] =>
  leftovers.length > 0 ? [`Left at the provider: ${leftovers.join("; ")}`] : [];
