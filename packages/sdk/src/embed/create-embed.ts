import { createCredential, type Token } from "../credential.ts";
import { postOperation } from "../http/post-operation.ts";
import { createLiveLink } from "../live/live-link.ts";
import type { LiveStatus } from "../live/live-status.ts";
import { type LiveOptions, type LiveSubscription, startLive } from "../live/live-subscription.ts";
import { pollingCarrier } from "../live/polling-carrier.ts";
import { sseCarrier } from "../live/sse-carrier.ts";
import type { PublishedOperation } from "./published-operation.ts";
import { readEmbedError as readError } from "./read-embed-error.ts";

export interface EmbedOptions {
  /** Address of the Plumbline server, `https://plumbline.example.com`. */
  url: string;
  /**
   * Asks your backend for an embed token. Called for the first request, shortly before a token ends, and when one is refused.
   * Return its `expiresAt` with it, so that it is replaced in time.
   */
  fetchToken: () => Token | string | Promise<Token | string>;
  /** Told whenever the way changes by which live data comes. */
  onStatus?: ((status: LiveStatus) => void) | undefined;
  /** Milliseconds between two questions when streams do not get through. Default 15,000. */
  pollMs?: number | undefined;
  /** Milliseconds in which a stream must show its first byte. Default 10,000. */
  patienceMs?: number | undefined;
}

/** What a widget needs of Plumbline, in less than 4 KB: published operations by their hash, and live data over SSE. */
export interface Embed {
  /** @throws PlumblineError typed: refused, or not reachable also after retries */
  query<Data, Variables>(operation: PublishedOperation<Data, Variables>, variables: Variables): Promise<Data>;
  /** Subscribes, resumes from the newest cursor, renews its token in time, and polls where streams do not get through. */
  live<Data, Variables>(
    operation: PublishedOperation<Data, Variables>,
    variables: Variables,
    options: LiveOptions<Data>,
  ): LiveSubscription;
}

/** Makes the client of one widget. Nothing is sent before the first request. */
export function createEmbed({ url, fetchToken, onStatus, pollMs = 15_000, patienceMs = 10_000 }: EmbedOptions): Embed {
  const endpoint = `${url.replace(/\/+$/, "")}/graphql`;
  const credential = createCredential({ getToken: fetchToken });
  const bareFetch: typeof fetch = (...args) => fetch(...args);
  const post = postOperation({ endpoint, fetch: bareFetch, credential, retries: 3, timeoutMs: 30_000 });
  const link = createLiveLink({ best: "sse", probe: () => Promise.reject(), onStatus: (status) => onStatus?.(status) });
  const sse = sseCarrier({ endpoint, fetch: bareFetch, credential, patienceMs, silenceMs: 40_000, readError });
  const carry = { websocket: sse, sse, polling: pollingCarrier(pollMs) };

  return {
    async query<Data, Variables>(operation: PublishedOperation<Data, Variables>, variables: Variables) {
      const { signal } = new AbortController();
      const { data, errors } = await post({ body: requestOf(operation, variables), repeatable: true, signal });
      if (errors?.[0]) throw readError(errors[0]);
      return data as Data;
    },
    live: (operation, variables, options) =>
      startLive({ link, carry, credential, request: requestOf(operation, variables), readError }, options),
  };
}

function requestOf(operation: string, variables: unknown) {
  return {
    variables: variables as Record<string, unknown>,
    extensions: { persistedQuery: { sha256Hash: operation } },
  };
}
