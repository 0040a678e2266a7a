import { createClient, type SubscribePayload } from "graphql-ws";
import type { Credential } from "../credential.ts";
import type { Answer, GraphQLErrorJson } from "../graphql-answer.ts";
import { NetworkError, PlumblineError } from "../plumbline-error.ts";
import { readError } from "../read-error.ts";
import { RefusalError, UnauthenticatedError } from "../refusal-error.ts";
import type { Carry } from "./stretch.ts";

export interface WebSocketCarrierOptions {
  /** `ws://…/graphql` */
  url: string;
  credential: Credential;
  webSocket: typeof WebSocket;
  /** Milliseconds of quiet after which a ping is sent. */
  heartbeatMs: number;
  /** Milliseconds in which the far side must open, acknowledge, or answer a ping. */
  patienceMs: number;
  /** Told after each ping that was answered. */
  onLag(lagMs: number): void;
}

export interface WebSocketCarrier {
  readonly carry: Carry;
  /** Resolves when a socket can be opened here. */
  probe(): Promise<void>;
  close(): void;
}

/** Carries all subscriptions of a client over one socket, which is opened with the first and closed after the last. */
export function websocketCarrier(options: WebSocketCarrierOptions): WebSocketCarrier {
  const waiting = new Set<(lagMs: number) => void>();
  let acknowledged = false;
  let lagMs = 0;
  let askedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A proxy may swallow the upgrade, a laptop that slept holds a dead socket: who does not answer in time is gone. */
  function expectAnswer(): void {
    askedAt = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => client.terminate(), options.patienceMs);
  }

  function answered(): void {
    clearTimeout(timer);
    lagMs = (performance.now() - askedAt) / 2;
    options.onLag(lagMs);
  }

  const client = createClient({
    url: options.url,
    webSocketImpl: options.webSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 3000,
    keepAlive: options.heartbeatMs,
    async connectionParams() {
      const authorization = await options.credential.authorization();
      expectAnswer();
      return authorization ? { authorization } : {};
    },
    on: {
      connecting: expectAnswer,
      connected() {
        acknowledged = true;
        answered();
        for (const open of waiting) open(lagMs);
        waiting.clear();
      },
      ping: (received) => received || expectAnswer(),
      pong: (received) => received && answered(),
      closed() {
        acknowledged = false;
        clearTimeout(timer);
      },
    },
  });

  const carry: Carry = ({ request, signal, onOpen, onAnswer }) =>
    new Promise<void>((resolve, reject) => {
      const end = client.subscribe(request as SubscribePayload, {
        next: (answer) => onAnswer(answer as Answer),
        error: (error) => reject(typed(error)),
        complete: resolve,
      });
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      else if (acknowledged) onOpen(lagMs);
      else waiting.add(onOpen);
    }).finally(() => waiting.delete(onOpen));

  return {
    carry,
    async probe() {
      const { signal } = new AbortController();
      const ignore = () => {};
      // A refusal is an answer too: the socket works.
      await carry({
        request: { query: "{ __typename }", variables: {} },
        signal,
        onOpen: ignore,
        onAnswer: ignore,
        poll: async () => {},
      }).catch((error) => {
        if (!(error instanceof RefusalError)) throw error;
      });
    },
    close: () => client.terminate(),
  };
}

/** graphql-ws reports GraphQL errors as a list, closed sockets as their event, and what broke before as an error. */
function typed(error: unknown): PlumblineError {
  if (error instanceof PlumblineError) return error;
  if (Array.isArray(error)) return readError(error[0] as GraphQLErrorJson);
  const { code, reason, message } = (error ?? {}) as { code?: number; reason?: string; message?: string };
  if (code === 4401 || code === 4403) {
    const nextStep = "Sign in again, or use a credential that is active.";
    const why = reason || "the credential does not open it.";
    return new UnauthenticatedError({
      code: "UNAUTHENTICATED",
      message: `The connection was refused: ${why}`,
      nextStep,
    });
  }
  return new NetworkError(`The connection closed: ${reason || message || code || "no reason given"}.`, null, error);
}
