import type { integrations } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { findProvider } from "../find-provider.ts";
import type { RateLimit } from "../provider/rate-limit.ts";
import { noteRateLimit } from "./note-rate-limit.ts";
import { endPause, noteFailedCall, pauseCalls } from "./pause-calls.ts";
import { ProviderError } from "./provider-error.ts";
import { readRateLimit } from "./read-rate-limit.ts";

type Integration = typeof integrations.$inferSelect;

/** What stands between an integration and its provider: its breaker, the rests that all processes keep to, and what answers teach. */
export interface CallGuard {
  /** @throws ProviderError with `paused`, when calls rest now */
  before(): void;
  /** Told of every answer, whatever its status. */
  answered(status: number, headers: Readonly<Record<string, string>>): Promise<void>;
  /** Told of every call that failed. */
  failed(error: ProviderError): Promise<void>;
  /** New credentials after a 401; null when there are none to be had. Asked once for each access. */
  renew(): Promise<Readonly<Record<string, string>> | null>;
}

/** Seconds to rest after a limit that names no time. */
const defaultRest = 60;
const longestRest = 86_400;

/** The guard of one integration. `renew` is how its credentials are replaced after a 401. */
export function callGuard(ctx: Context, integration: Integration, renew: CallGuard["renew"]): CallGuard {
  const { app } = ctx;
  const provider = findProvider(integration.provider);
  let { pausedUntil, pausedReason, callFailures } = integration;
  let seen: RateLimit | null = null;

  async function rest(until: Date, reason: string): Promise<void> {
    pausedUntil = until;
    pausedReason = reason;
    await pauseCalls(ctx, integration, { until, reason });
  }

  return {
    before() {
      const left = pausedUntil ? (pausedUntil.getTime() - app.clock.now().getTime()) / 1000 : 0;
      if (left <= 0) return;
      const seconds = Math.ceil(left);
      throw new ProviderError(
        "paused",
        pausedReason ?? `Calls to ${provider.name} rest for now.`,
        restUntil(pausedUntil),
        {
          retryAfterSeconds: seconds,
        },
      );
    },
    async answered(status, headers) {
      const now = app.clock.now();
      seen = (provider.api?.rateLimit ?? ((given) => readRateLimit(given, now)))(headers);
      if (seen) await noteRateLimit(app, integration, seen);
      if (status >= 500 || status === 429) return;
      if (callFailures > 0 || pausedUntil) {
        callFailures = 0;
        pausedUntil = null;
        await endPause(ctx, integration);
      }
      const { remaining, resetsAt } = seen ?? {};
      if (remaining !== 0 || !resetsAt || resetsAt <= now || status >= 400) return;
      const until = new Date(Math.min(resetsAt.getTime(), now.getTime() + longestRest * 1000));
      await rest(until, `The rate limit of ${provider.name} is used up until ${until.toISOString()}.`);
    },
    async failed(error) {
      const now = app.clock.now().getTime();
      if (error.failure === "rate_limited") {
        const reset = seen?.remaining === 0 && seen.resetsAt ? (seen.resetsAt.getTime() - now) / 1000 : 0;
        const seconds = Math.min(longestRest, error.retryAfterSeconds || Math.max(reset, 0) || defaultRest);
        await rest(new Date(now + seconds * 1000), error.message);
        return;
      }
      const theirFault = error.failure === "unreachable" || (error.status ?? 0) >= 500;
      if (!theirFault) return;
      const after = await noteFailedCall(ctx, integration, error);
      if (!after) return;
      ({ pausedUntil, pausedReason, callFailures } = after);
    },
    renew,
  };
}

function restUntil(until: Date | null): string {
  return `Wait: calls go on by themselves at ${until?.toISOString() ?? "a later time"}.`;
}
