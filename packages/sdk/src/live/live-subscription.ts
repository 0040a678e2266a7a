import { backoff, pause } from "../backoff.ts";
import type { Credential } from "../credential.ts";
import type { Answer, ReadError } from "../graphql-answer.ts";
import { NetworkError, PlumblineError } from "../plumbline-error.ts";
import { RefusalError } from "../refusal-error.ts";
import { cursorOf } from "./cursor-of.ts";
import type { LiveLink } from "./live-link.ts";
import type { Carrier, LiveStatus } from "./live-status.ts";
import type { Carry, StretchRequest } from "./stretch.ts";

/**
 * Why the state must be read anew: the cursor is too old (`too-old`), there was no cursor to continue from when the connection came
 * back (`no-cursor`), or live data comes by polling and this subscription has no `poll` (`polled`).
 */
export type ResyncReason = "too-old" | "no-cursor" | "polled";

export interface LiveOptions<Data> {
  /** Cursor to continue after: the one that stood beside the state that you show. Without it, the next event is the first. */
  after?: string | null | undefined;
  /** Every event, in order, once. Its cursor has been taken note of. */
  onEvent(data: Data, cursor: string | null): void;
  /** Changes of the way by which events come, with the time since. */
  onMode?(status: LiveStatus): void;
  /** Read the state anew. A text that it returns, or resolves to, is taken as the cursor to continue after. */
  onResync?(reason: ResyncReason): unknown;
  /** What happened after a cursor, for when only polling is left. Without it `onResync("polled")` is called at each interval. */
  poll?(after: string | null): Promise<{ events: readonly Data[]; cursor: string | null }>;
  /** The subscription has ended for good: refused with this, or null after `stop()`. */
  onEnd?(error: PlumblineError | null): void;
  /** Ends the subscription when it aborts. */
  signal?: AbortSignal | undefined;
}

export interface LiveSubscription {
  /** Ends the subscription. */
  stop(): void;
  /** Cursor behind the newest event. */
  readonly cursor: string | null;
}

export interface LiveParts {
  link: LiveLink;
  carry: Record<Carrier, Carry>;
  credential: Credential;
  request: StretchRequest;
  readError: ReadError;
}

/** Milliseconds after which a stretch counts as having worked: the next loss starts with short waits again. */
const steadyMs = 5000;

/** Longest wait that a timer can hold (2^31 - 1 milliseconds). */
const longestTimerMs = 2_147_483_647;

/** Keeps one subscription going over whatever carries it, from its newest cursor, until it is stopped or refused. */
export function startLive<Data>(parts: LiveParts, options: LiveOptions<Data>): LiveSubscription {
  const stop = new AbortController();
  const { link, credential } = parts;
  let cursor = options.after ?? null;
  let stretch = new AbortController();
  let attempt = 0;
  let refusals = 0;
  /** Why the state must be read before the next stretch; null while nothing can have been missed. */
  let missing: ResyncReason | null = null;
  const leave = link.join(() => stretch.abort());
  options.signal?.addEventListener("abort", () => stop.abort());
  stop.signal.addEventListener("abort", () => stretch.abort());

  async function resync(reason: ResyncReason): Promise<void> {
    const given = await options.onResync?.(reason);
    if (typeof given === "string") cursor = given;
    else if (reason !== "polled") cursor = null;
  }

  async function poll(): Promise<void> {
    if (!options.poll) return await resync("polled");
    const { events, cursor: next } = await options.poll(cursor);
    cursor = next ?? cursor;
    events.forEach(deliver);
  }

  /** A listener that throws is the page's own affair; the connection must not break over it. */
  function deliver(data: Data): void {
    try {
      options.onEvent(data, cursor);
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }

  /** @throws what broke the stretch or refused the subscription */
  async function carryOnce(carrier: Carrier, onOpen: () => void): Promise<void> {
    let refusal: PlumblineError | undefined;
    stretch = new AbortController();
    if (stop.signal.aborted) return;
    const { signal } = stretch;
    // A stream cannot take a new token; it is left for a new one, which continues at the cursor, before the server has to end it.
    await credential.authorization();
    const renewal =
      carrier === "sse" &&
      setTimeout(() => stretch.abort(), Math.min(credential.endsAt() - Date.now(), longestTimerMs));
    await parts.carry[carrier]({
      request: { ...parts.request, variables: { ...parts.request.variables, after: cursor } },
      signal,
      poll,
      onOpen(lagMs) {
        onOpen();
        link.opened(carrier, lagMs);
      },
      onAnswer({ data, errors }: Answer) {
        if (signal.aborted) return;
        if (errors?.[0]) {
          refusal = parts.readError(errors[0]);
          return stretch.abort();
        }
        cursor = cursorOf(data) ?? cursor;
        deliver(data as Data);
      },
    }).finally(() => clearTimeout(renewal || undefined));
    if (refusal) throw refusal;
    if (!signal.aborted) throw new NetworkError("The server ended the stream.", null);
  }

  /** What to do about a failure: the milliseconds to wait before going on, or the error that ends the subscription. */
  function judge(error: unknown, carrier: Carrier, steady: boolean): number | PlumblineError {
    if (steady) attempt = refusals = 0;
    const code = (error as { code?: unknown }).code;
    if (code === "RESYNC_REQUIRED") {
      missing = "too-old";
      return attempt++ ? backoff(attempt) : 0;
    }
    if (code === "UNAUTHENTICATED") {
      credential.renew();
      // Also without another credential: a socket is closed for everybody on it when one right is withdrawn.
      return refusals++ < 2 ? backoff(refusals, 50) : (error as PlumblineError);
    }
    if (error instanceof RefusalError && code === "RATE_LIMITED") return (error.retryAfterSeconds ?? 5) * 1000;
    const passing = !(error instanceof PlumblineError) || ["NETWORK", "INTERNAL", "UNAVAILABLE"].includes(error.code);
    if (!passing) return error;
    const waitMs = backoff(attempt++);
    link.failed(carrier, new Date(Date.now() + waitMs));
    if (link.carrier === carrier) return waitMs;
    // The next carrier is tried at once.
    attempt = 0;
    return 0;
  }

  async function run(): Promise<PlumblineError | null> {
    while (!stop.signal.aborted) {
      const { carrier } = link;
      let openedAt = Number.POSITIVE_INFINITY;
      try {
        // Within the try: that the state cannot be read either is one more reason to wait and go on, not to end.
        if (missing) await resync(missing);
        missing = null;
        await carryOnce(carrier, () => {
          openedAt = Date.now();
        });
      } catch (error) {
        const verdict = judge(error, carrier, Date.now() - openedAt > steadyMs);
        if (typeof verdict !== "number") return verdict;
        stretch = new AbortController();
        // Ends early when the link switches to another carrier, or with `stop()`.
        await pause(verdict, stretch.signal);
      }
      if (cursor === null) missing ??= "no-cursor";
    }
    return null;
  }

  run().then((error) => {
    leave();
    options.onEnd?.(error);
  });
  return {
    stop: () => stop.abort(),
    get cursor() {
      return cursor;
    },
  };
}
