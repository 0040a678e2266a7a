import { Client, type Exchange, stringifyDocument } from "@urql/core";
import { type CredentialOptions, createCredential } from "./credential.ts";
import { plumblineExchange } from "./http/plumbline-exchange.ts";
import { postOperation } from "./http/post-operation.ts";
import { createLive, type Live } from "./live/create-live.ts";
import type { LiveStatus } from "./live/live-status.ts";
import type { LiveOptions, LiveSubscription } from "./live/live-subscription.ts";
import { newIdempotencyKey } from "./new-idempotency-key.ts";
import { type Page, pages } from "./pages.ts";
import { NetworkError, PlumblineError } from "./plumbline-error.ts";
import { readRefusal } from "./read-error.ts";
import { type Result, type Succeeded, unwrap } from "./result.ts";
import type { AnyDocument, VariablesArgument } from "./typed-document.ts";

/** Options of {@link createPlumbline}: the address, who you are, and what may differ from the usual. */
export type PlumblineOptions = CredentialOptions & {
  /** Address of the server, `https://plumbline.example.com`; `/graphql` is added where it is missing. */
  url: string | URL;
  /** Default: the platform's. */
  fetch?: typeof fetch | undefined;
  /** Default: the platform's. `null` never tries WebSockets. */
  webSocket?: typeof WebSocket | null | undefined;
  /** Further tries of queries, and of mutations with an idempotency key. Default 3. */
  retries?: number | undefined;
  /** Milliseconds that one try may take. Default 30,000. */
  timeoutMs?: number | undefined;
  /** Milliseconds between two questions when only polling is left. Default 5,000. */
  pollMs?: number | undefined;
  /** Milliseconds of quiet before a WebSocket is pinged. Default 30,000. */
  heartbeatMs?: number | undefined;
  /** Milliseconds that a connection may take to open or to answer a ping. Default 10,000. */
  patienceMs?: number | undefined;
  /** Told whenever the way changes by which live data comes, and when its delay was measured anew. */
  onMode?: ((status: LiveStatus) => void) | undefined;
  /** Exchanges of urql before ours: a cache, devtools. Default none. */
  exchanges?: Exchange[] | undefined;
};

export interface MutateOptions {
  /**
   * Repeating the request with the same key gives the same answer. Default: a new key for each call, under which the client's own retries
   * are harmless. Null sends none, and then nothing is retried; needed when a document has more than one mutation field.
   */
  idempotencyKey?: string | null | undefined;
}

/** A client of one Plumbline server. */
export interface Plumbline {
  /** Reads. Never throws for what is expected: look at `ok`, or {@link unwrap} it. */
  query<Data, Variables>(
    document: AnyDocument<Data, Variables>,
    ...variables: VariablesArgument<Variables>
  ): Promise<Result<Data>>;
  /** Writes. A typed refusal is `ok: false` with its error; `data` holds only the success. */
  mutate<Data, Variables>(
    document: AnyDocument<Data, Variables>,
    variables: Variables,
    options?: MutateOptions,
  ): Promise<Result<Succeeded<Data>>>;
  /**
   * Every node of a list, page after page: `for await (const member of plumbline.pages(…))`.
   * @param variables of the document, which takes the cursor as `$after`
   * @param pick finds the connection in the answer; null ends the list
   * @throws PlumblineError in the loop
   */
  pages<Data, Variables, Node>(
    document: AnyDocument<Data, Variables>,
    variables: Variables,
    pick: (data: Data) => Page<Node> | null | undefined,
  ): AsyncGenerator<Node, void>;
  /** Subscribes, and keeps at it: resumes from the newest cursor over WebSocket, SSE or polling, whichever gets through. */
  live<Data, Variables>(
    document: AnyDocument<Data, Variables>,
    variables: Variables,
    options: LiveOptions<Data>,
  ): LiveSubscription;
  /** How live data comes right now. */
  readonly status: LiveStatus;
  /** Listens to changes of `status`. @returns ends it */
  onMode(listener: (status: LiveStatus) => void): () => void;
  /** urql's own client, for its bindings. Its errors hold ours in `networkError`. */
  readonly urql: Client;
  /** Ends all subscriptions and connections. */
  close(): void;
}

/** Makes a client. Nothing is sent before the first request. */
export function createPlumbline(options: PlumblineOptions): Plumbline {
  const endpoint = endpointOf(options.url);
  const credential = createCredential(options);
  // Called bare: browsers refuse `fetch` with another `this`.
  const fetch = options.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const { retries = 3, timeoutMs = 30_000, exchanges = [] } = options;
  const post = postOperation({ endpoint, fetch, credential, retries, timeoutMs });
  const urql = new Client({
    url: endpoint,
    requestPolicy: "network-only",
    exchanges: [...exchanges, plumblineExchange(post)],
  });
  const live: Live = createLive({ ...options, endpoint, fetch, credential });

  async function query<Data, Variables>(
    document: AnyDocument<Data, Variables>,
    ...[variables]: VariablesArgument<Variables>
  ) {
    return await ask<Data>(document, variables ?? {});
  }

  async function ask<Data>(document: AnyDocument<Data, never>, variables: object) {
    return resultOf<Data>(await urql.query<Data>(document as string, variables).toPromise());
  }

  return {
    query,
    async mutate<Data, Variables>(
      document: AnyDocument<Data, Variables>,
      variables: Variables,
      { idempotencyKey = newIdempotencyKey() }: MutateOptions = {},
    ) {
      const answer = await urql
        .mutation<Data>(document as string, (variables ?? {}) as object, { idempotencyKey })
        .toPromise();
      const refusal = readRefusal(answer.data);
      return refusal ? { ok: false, error: refusal } : resultOf<Succeeded<Data>>(answer);
    },
    pages: (document, variables, pick) =>
      pages(async (after) => {
        const given = { ...(variables as object), ...(after === null ? {} : { after }) };
        return (
          pick(unwrap(await ask<Parameters<typeof pick>[0]>(document, given))) ?? {
            nodes: [],
            pageInfo: { hasNextPage: false },
          }
        );
      }),
    live: (document, variables, liveOptions) =>
      live.start(
        { query: stringifyDocument(document as string), variables: { ...(variables as object) } },
        liveOptions,
      ),
    get status() {
      return live.status;
    },
    onMode: (listener) => live.onMode(listener),
    urql,
    close: () => live.close(),
  };
}

/** Takes our typed error out of urql's wrapping. */
function resultOf<Data>({
  data,
  error,
}: {
  data?: unknown;
  error?: { networkError?: Error; message: string } | undefined;
}): Result<Data> {
  if (!error) return { ok: true, data: data as Data };
  const inner = error.networkError;
  return { ok: false, error: inner instanceof PlumblineError ? inner : new NetworkError(error.message, null, error) };
}

function endpointOf(url: string | URL): string {
  const text = String(url).replace(/\/+$/, "");
  return text.endsWith("/graphql") ? text : `${text}/graphql`;
}
