import type { Credential } from "../credential.ts";
import type { Answer, ReadError } from "../graphql-answer.ts";
import { NetworkError } from "../plumbline-error.ts";
import { readSse } from "./read-sse.ts";
import type { Carry } from "./stretch.ts";

export interface SseCarrierOptions {
  endpoint: string;
  fetch: typeof fetch;
  credential: Credential;
  /** Milliseconds in which the first byte must come: a proxy that holds streams back shows none. */
  patienceMs: number;
  /** Milliseconds without a byte after which the stream is dead. The server sends a comment every 12 s. */
  silenceMs: number;
  readError: ReadError;
  /** Told at every sign of life, comments included. */
  onAlive?(): void;
}

/** Carries each subscription over a response of its own (GraphQL over SSE, distinct connections mode). */
export function sseCarrier({
  endpoint,
  fetch,
  credential,
  patienceMs,
  silenceMs,
  readError,
  onAlive,
}: SseCarrierOptions): Carry {
  return async ({ request, signal, onOpen, onAnswer }) => {
    const authorization = await credential.authorization();
    const abort = new AbortController();
    const stop = () => abort.abort();
    signal.addEventListener("abort", stop);
    const timer = setTimeout(stop, patienceMs);
    const startedAt = performance.now();
    try {
      const response = await fetch(endpoint, {
        method: "POST",
        credentials: credential.mode,
        headers: {
          accept: "text/event-stream",
          "content-type": "application/json",
          ...(authorization ? { authorization } : {}),
        },
        body: JSON.stringify(request),
        signal: abort.signal,
      });
      if (!response.headers.get("content-type")?.startsWith("text/event-stream") || !response.body)
        throw await refusalOf(response, readError);
      let open = false;
      for await (const { event, data } of readSse(response.body, silenceMs)) {
        clearTimeout(timer);
        if (!open) onOpen((performance.now() - startedAt) / 2);
        open = true;
        onAlive?.();
        if (event === "next") onAnswer(JSON.parse(data) as Answer);
        if (event === "complete") return;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      abort.abort();
    }
  };
}

/** What answered instead of a stream: a typed refusal, or something between that does not speak GraphQL. */
async function refusalOf(response: Response, readError: ReadError): Promise<Error> {
  const answer: Answer | null = await response.json().catch(() => null);
  if (answer?.errors?.[0]) return readError(answer.errors[0]);
  return new NetworkError(`A stream was asked for; ${response.status} came.`, response.status);
}
