import { retryAfter } from "../../http/retry-after.ts";

/** What became of one try to deliver a batch. */
export type PostOutcome =
  /** Stored. `refused` of its entries were not, for the reason given (OTLP's partial success). */
  | { kind: "stored"; refused: number; reason: string }
  /** Not now: the same batch again after `waitMs`, null for the usual back-off. */
  | { kind: "later"; waitMs: number | null; reason: string; keyRefused: boolean }
  /** Too large in one piece. */
  | { kind: "too-large"; reason: string }
  /** Refused for good. */
  | { kind: "refused"; reason: string };

export interface PostBatchOptions {
  /** Address of `/v1/logs`. */
  endpoint: string;
  apiKey: string;
  fetch: typeof fetch;
  /** Milliseconds for one try. */
  timeoutMs: number;
}

/** Sends a batch once. The key is that of the batch and stays the same over all tries: the server stores it once. */
export async function postBatch(
  { endpoint, apiKey, fetch, timeoutMs }: PostBatchOptions,
  body: string,
  idempotencyKey: string,
): Promise<PostOutcome> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body,
      signal: late.signal,
    });
    return await judge(response);
  } catch (error) {
    const said = late.signal.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error);
    return { kind: "later", waitMs: null, reason: `${endpoint} could not be reached: ${said}`, keyRefused: false };
  } finally {
    clearTimeout(timer);
  }
}

async function judge(response: Response): Promise<PostOutcome> {
  const { status, headers } = response;
  const answer = await response.text().then(readAnswer, () => ({}) as Answer);
  const reason = `${status} ${answer.message ?? answer.partialSuccess?.errorMessage ?? ""}`.trim().replace(/\.$/, "");
  if (response.ok) {
    const refused = Number(answer.partialSuccess?.rejectedLogRecords ?? 0);
    return { kind: "stored", refused: Number.isFinite(refused) ? refused : 0, reason };
  }
  if (status === 413) return { kind: "too-large", reason };
  const keyRefused = status === 401 || status === 403;
  // A server that fails, or a proxy before it, may be well again; so may a key that is being replaced.
  if (keyRefused || status === 408 || status === 425 || status === 429 || status >= 500)
    return { kind: "later", waitMs: retryAfter(headers), reason, keyRefused };
  return { kind: "refused", reason };
}

interface Answer {
  message?: string;
  partialSuccess?: { rejectedLogRecords?: string | number; errorMessage?: string };
}

function readAnswer(text: string): Answer {
  try {
    const read: unknown = JSON.parse(text);
    return read && typeof read === "object" ? (read as Answer) : {};
  } catch {
    return {};
  }
}

/** `fetch failed` hides why in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
