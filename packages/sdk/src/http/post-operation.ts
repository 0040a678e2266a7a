import { backoff, pause } from "../backoff.ts";
import type { Credential } from "../credential.ts";
import type { Answer } from "../graphql-answer.ts";
import { NetworkError, PlumblineError } from "../plumbline-error.ts";
import { retryAfter } from "./retry-after.ts";

export interface PostOptions {
  /** Address of `/graphql`. */
  endpoint: string;
  fetch: typeof fetch;
  credential: Credential;
  /** Further tries of a request that may be repeated. */
  retries: number;
  /** Milliseconds for one try. */
  timeoutMs: number;
}

export interface PostRequest {
  /** The JSON body: query, variables, operationName. */
  body: unknown;
  /** True when repeating does no harm: a query, or a write with an idempotency key. */
  repeatable: boolean;
  idempotencyKey?: string | null | undefined;
  signal: AbortSignal;
}

/** One try: an answer or an error, and when it makes sense to try again. */
interface Outcome {
  answer?: Answer;
  error?: PlumblineError;
  /** Milliseconds to wait before another try, undefined for the usual back-off, null for no other try. */
  againMs?: number | null | undefined;
}

/** Statuses that say “not now” (RFC 9110 §15.5 and §15.6, RFC 6585). */
const notNow = new Set([408, 425, 429, 502, 503, 504]);

/** Longest `Retry-After` that is waited for in place, in milliseconds; beyond it the caller should decide. */
const longestPatienceMs = 10_000;

/**
 * Sends one operation. Repeats what may be repeated, with back-off and jitter or as `Retry-After` says, and asks once for a new
 * token when the old one is refused.
 * @throws NetworkError when no answer of the server came, also after the retries
 */
export function postOperation(options: PostOptions): (request: PostRequest) => Promise<Answer> {
  return async (request) => {
    let renewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const { answer, error, againMs } = await tryOnce(options, request);
      if (answer && !renewed && isRefusedToken(answer) && options.credential.renew()) {
        renewed = true;
        continue;
      }
      const waitMs = againMs === undefined ? backoff(attempt) : againMs;
      if (
        waitMs === null ||
        waitMs > longestPatienceMs ||
        !request.repeatable ||
        attempt >= options.retries ||
        request.signal.aborted
      ) {
        if (answer) return answer;
        throw error;
      }
      await pause(waitMs, request.signal);
    }
  };
}

async function tryOnce(options: PostOptions, { body, idempotencyKey, signal }: PostRequest): Promise<Outcome> {
  const { endpoint, fetch, credential, timeoutMs } = options;
  let response: Response | undefined;
  try {
    const authorization = await credential.authorization();
    response = await fetch(endpoint, {
      method: "POST",
      credentials: credential.mode,
      headers: {
        accept: "application/graphql-response+json, application/json",
        "content-type": "application/json",
        ...(authorization ? { authorization } : {}),
        ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const answer = (await response.json()) as Answer;
    if (!answer.errors && answer.data === undefined) return strangeAnswer(endpoint, response);
    // The server's own refusal is repeated only where it says when to come back.
    return { answer, againMs: retryAfter(response.headers) };
  } catch (error) {
    if (response) return strangeAnswer(endpoint, response, error);
    return { error: error instanceof PlumblineError ? error : unreachable(endpoint, error) };
  }
}

function isRefusedToken({ errors, data }: Answer): boolean {
  return !data && errors?.[0]?.extensions?.code === "UNAUTHENTICATED";
}

function unreachable(endpoint: string, cause: unknown): NetworkError {
  const timedOut = (cause as Error | undefined)?.name === "TimeoutError";
  return new NetworkError(
    `Plumbline at ${endpoint} ${timedOut ? "did not answer in time" : "could not be reached"}.`,
    null,
    cause,
  );
}

/** Something between answered (a proxy's page), or the answer broke off. */
function strangeAnswer(endpoint: string, { status, headers, ok }: Response, cause?: unknown): Outcome {
  const error = new NetworkError(`${endpoint} answered with status ${status} and no GraphQL answer.`, status, cause);
  return { error, againMs: ok || notNow.has(status) ? (retryAfter(headers) ?? undefined) : null };
}
