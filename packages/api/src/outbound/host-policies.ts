import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
} from "cockatiel";
import type { OutboundResponse } from "./attempt.ts";
import { OutboundError } from "./outbound-error.ts";

/** Limits that can be set. */
export interface HostPolicyOptions {
  /** Failures in a row after which a host is left alone. Default 8. */
  breakerFailures?: number;
  /** Milliseconds that a host is left alone. Default 30,000. */
  breakerPauseMs?: number;
  /** First pause between tries in milliseconds, doubled each time with jitter. Default 250. */
  retryPauseMs?: number;
}

/** Retries and breakers, one breaker for each host. */
export interface HostPolicies {
  /** @param host what failures are counted by; null counts none */
  run(
    host: string | null,
    attempts: number,
    signal: AbortSignal | undefined,
    work: (attempt: number) => Promise<OutboundResponse>,
  ): Promise<OutboundResponse>;
}

/** A wait that the far side asks for is kept up to this long; a longer one is the caller's to plan. */
const longestRetryAfterMs = 10_000;
/** Hosts and integrations remembered; the oldest is forgotten, so that user-set addresses cannot grow the map. */
const mostHosts = 5_000;

/** Only the far side's own faults count against its host: a refused address or an unreadable URL is ours. */
const farSideFaults = new Set<string>(["timeout", "connection"]);
const isFault = (error: unknown) => error instanceof OutboundError && farSideFaults.has(error.kind);
const isServerFault = (result: unknown) => (result as OutboundResponse).status >= 500;

/** Makes the policies; see `HostPolicyOptions` for the limits. */
export function createHostPolicies(options: HostPolicyOptions): HostPolicies {
  const breakers = new Map<string, CircuitBreakerPolicy>();
  const pause = options.retryPauseMs ?? 250;

  const breakerOf = (host: string): CircuitBreakerPolicy => {
    const known = breakers.get(host);
    if (known) return known;
    const oldest = breakers.keys().next().value;
    if (breakers.size >= mostHosts && oldest !== undefined) breakers.delete(oldest);
    const made = circuitBreaker(handleWhen(isFault).orWhenResult(isServerFault), {
      halfOpenAfter: options.breakerPauseMs ?? 30_000,
      breaker: new ConsecutiveBreaker(options.breakerFailures ?? 8),
    });
    breakers.set(host, made);
    return made;
  };

  return {
    async run(host, attempts, signal, work) {
      const retries = retry(
        handleWhen(isFault).orWhenResult((result) => isServerFault(result) || isBriefRateLimit(result)),
        {
          maxAttempts: Math.max(0, attempts - 1),
          backoff: new DelegateBackoff((context) => {
            const asked = "value" in context.result ? retryAfterMs(context.result.value as OutboundResponse) : 0;
            const doubled = pause * 2 ** (context.attempt - 1);
            return Math.max(asked, doubled / 2 + Math.random() * (doubled / 2));
          }),
        },
      );
      let attempt = 0;
      try {
        const policy = host === null ? retries : wrap(retries, breakerOf(host));
        return await policy.execute(() => work(++attempt), signal);
      } catch (error) {
        if (!(error instanceof BrokenCircuitError) || host === null) throw error;
        throw new OutboundError("circuit_open", host, `Calls to ${host} are paused because the last ones failed.`);
      }
    },
  };
}

function isBriefRateLimit(result: unknown): boolean {
  const response = result as OutboundResponse;
  return response.status === 429 && retryAfterMs(response) <= longestRetryAfterMs;
}

/** Milliseconds that `Retry-After` asks for (seconds or an HTTP date, RFC 9110 §10.2.3); 0 without one. */
export function retryAfterMs(response: Pick<OutboundResponse, "headers">): number {
  const value = response.headers["retry-after"];
  if (!value) return 0;
  const seconds = Number(value);
  return Math.max(0, Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()) || 0;
}
