import type { Credential } from "../credential.ts";
import { readError } from "../read-error.ts";
import { lazyWebSocketCarrier } from "./lazy-websocket-carrier.ts";
import { createLiveLink } from "./live-link.ts";
import type { LiveStatus } from "./live-status.ts";
import { type LiveOptions, type LiveSubscription, startLive } from "./live-subscription.ts";
import { pollingCarrier } from "./polling-carrier.ts";
import { sseCarrier } from "./sse-carrier.ts";
import type { StretchRequest } from "./stretch.ts";

export interface CreateLiveOptions {
  endpoint: string;
  fetch: typeof fetch;
  credential: Credential;
  webSocket?: typeof WebSocket | null | undefined;
  pollMs?: number | undefined;
  heartbeatMs?: number | undefined;
  patienceMs?: number | undefined;
  onMode?: ((status: LiveStatus) => void) | undefined;
}

/** The live half of a client. */
export interface Live {
  readonly status: LiveStatus;
  start<Data>(request: StretchRequest, options: LiveOptions<Data>): LiveSubscription;
  onMode(listener: (status: LiveStatus) => void): () => void;
  close(): void;
}

/** Puts the carriers, the link between them and the subscriptions together. */
export function createLive(options: CreateLiveOptions): Live {
  const { endpoint, fetch, credential, pollMs = 5000, heartbeatMs = 30_000, patienceMs = 10_000 } = options;
  const listeners = new Set<(status: LiveStatus) => void>();
  const running = new Set<LiveSubscription>();
  if (options.onMode) listeners.add(options.onMode);
  const Socket = options.webSocket === undefined ? globalThis.WebSocket : options.webSocket;
  const socket =
    Socket &&
    lazyWebSocketCarrier({
      url: endpoint.replace(/^http/, "ws"),
      credential,
      webSocket: Socket,
      heartbeatMs,
      patienceMs,
      onLag: (lagMs) => link.status.mode === "websocket" && link.opened("websocket", lagMs),
    });
  const link = createLiveLink({
    best: socket ? "websocket" : "sse",
    probe: () => socket?.probe() ?? Promise.reject(),
    onStatus(status) {
      for (const listener of listeners) listener(status);
    },
  });
  // The server writes a comment every 12 s; three missed ones are a dead stream.
  const sse = sseCarrier({ endpoint, fetch, credential, patienceMs, silenceMs: 40_000, readError });
  const carry = { websocket: socket?.carry ?? sse, sse, polling: pollingCarrier(pollMs) };

  return {
    get status() {
      return link.status;
    },
    start(request, liveOptions) {
      const { onMode, onEnd } = liveOptions;
      if (onMode) listeners.add(onMode);
      const subscription = startLive(
        { link, carry, credential, request, readError },
        {
          ...liveOptions,
          onEnd(error) {
            if (onMode) listeners.delete(onMode);
            running.delete(subscription);
            onEnd?.(error);
          },
        },
      );
      running.add(subscription);
      return subscription;
    },
    onMode(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const subscription of running) subscription.stop();
      socket?.close();
    },
  };
}
