import { createCredential } from "../../credential.ts";
import { postOperation } from "../../http/post-operation.ts";
import { lazyWebSocketCarrier } from "../../live/lazy-websocket-carrier.ts";
import { sseCarrier } from "../../live/sse-carrier.ts";
import { NetworkError } from "../../plumbline-error.ts";
import { readError } from "../../read-error.ts";
import { sdkName } from "../exposure/sdk-name.ts";
import type { Snapshot, SnapshotDelta } from "../model/snapshot.ts";
import type { SnapshotSource, SnapshotSubscriber } from "./snapshot-source.ts";

export interface ApiSourceOptions {
  /** Address of the server: `https://plumbline.example.com`. */
  url: string;
  /** `plb_live_…` with the scope `flags:read`. Its environment is the one whose flags are evaluated. */
  key: string;
  /** Default: the platform's. */
  fetch?: typeof fetch | undefined;
  /** Default: the platform's. `null` follows by server-sent events only. */
  webSocket?: typeof WebSocket | null | undefined;
  /** Milliseconds that a request may take, and a connection to open. Default 10,000 */
  timeoutMs?: number | undefined;
}

const snapshotQuery = "query FlagSnapshot($sdk: String) { flagSnapshot(sdk: $sdk) { cursor snapshot } }";
const changesQuery = "subscription FlagsChanged($after: Cursor) { flagsChanged(after: $after) { cursor delta } }";

/** Milliseconds of quiet after which a WebSocket is pinged. */
const heartbeatMs = 20_000;
/** The server writes a comment into a stream every 12 s; three missed ones are a dead stream. */
const silenceMs = 40_000;

/**
 * Flags from a Plumbline server: a whole snapshot by query, changes by subscription over a WebSocket, or by server-sent events where
 * no WebSocket gets through. One for each client.
 */
export function apiSource({ url, key, timeoutMs = 10_000, ...platform }: ApiSourceOptions): SnapshotSource {
  const endpoint = `${url.replace(/\/$/, "")}/graphql`;
  const credential = createCredential({ apiKey: key });
  // Called bare: browsers refuse `fetch` with another `this`.
  const fetch = platform.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const post = postOperation({ endpoint, fetch, credential, retries: 0, timeoutMs });
  const Socket = platform.webSocket === undefined ? globalThis.WebSocket : platform.webSocket;
  let onAlive = () => {};
  const alive = () => onAlive();
  const sse = sseCarrier({ endpoint, fetch, credential, patienceMs: timeoutMs, silenceMs, readError, onAlive: alive });
  const socket = Socket
    ? lazyWebSocketCarrier({
        url: endpoint.replace(/^http/, "ws"),
        credential,
        webSocket: Socket,
        heartbeatMs,
        patienceMs: timeoutMs,
        onLag: alive,
      }).carry
    : sse;
  let carry = socket;

  return {
    async fetchSnapshot(signal) {
      const { name, version } = sdkName("plumbline-node");
      const body = { query: snapshotQuery, variables: { sdk: `${name}/${version}` } };
      const { data, errors } = await post({ body, repeatable: true, signal });
      if (errors?.[0]) throw readError(errors[0]);
      return (data as { flagSnapshot: { snapshot: Snapshot; cursor: string } }).flagSnapshot;
    },
    async subscribe(subscriber, signal) {
      let opened = false;
      let refusal: Error | undefined;
      const ended = new AbortController();
      onAlive = () => {
        if (opened && !signal.aborted) subscriber.onAlive();
      };
      try {
        await carry({
          request: { query: changesQuery, variables: { after: subscriber.after || null } },
          signal: AbortSignal.any([signal, ended.signal]),
          poll: async () => {},
          onOpen() {
            opened = true;
            subscriber.onAlive();
          },
          onAnswer({ data, errors }) {
            const [error] = errors ?? [];
            if (!error) return tell(subscriber, data as ChangesAnswer);
            refusal = readError(error);
            ended.abort();
          },
        });
      } catch (error) {
        refusal = error as Error;
      }
      if (signal.aborted) return;
      if ((refusal as { code?: string } | undefined)?.code === "RESYNC_REQUIRED") return subscriber.onResync();
      // What never opened may be held back on the way: the other one is tried next.
      if (!opened) carry = carry === sse ? socket : sse;
      throw refusal ?? new NetworkError("The server ended the stream.", null);
    },
  };
}

interface ChangesAnswer {
  flagsChanged: { cursor: string; delta: SnapshotDelta | null };
}

function tell(subscriber: SnapshotSubscriber, { flagsChanged: { cursor, delta } }: ChangesAnswer): void {
  if (delta) subscriber.onDelta(delta, cursor);
  else subscriber.onResync();
}
