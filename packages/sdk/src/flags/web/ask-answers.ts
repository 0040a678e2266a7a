import type { EvaluationContext } from "../model/evaluation.ts";
import type { WireAnswer, WireChange } from "./wire-answers.ts";
import type { WireRefusal } from "./wire-refusal.ts";

export interface AskAnswersOptions {
  /** Address of the server, without a slash at its end. */
  url: string;
  key: string;
  fetch: typeof fetch;
  context: EvaluationContext;
  /** The answers that are known: nothing is told twice. */
  known: { etag: string; version: number } | null;
  /** `plumbline-web/1.2.0`. */
  sdk: string;
  signal: AbortSignal;
}

interface Bulk {
  flags?: readonly (Omit<WireAnswer, "reason"> & Partial<WireAnswer>)[];
  metadata?: { version?: string };
}

/**
 * Asks once for all answers of a context (OFREP 0.3, bulk evaluation), where a stream does not get through.
 * @throws Error with the server's words and its code, or with what broke
 */
export async function askAnswers({ url, key, fetch, context, known, sdk, signal }: AskAnswersOptions) {
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  if (known) headers["if-none-match"] = `"${known.etag}"`;
  const response = await fetch(`${url}/ofrep/v1/evaluate/flags?sdk=${encodeURIComponent(sdk)}`, {
    method: "POST",
    headers,
    body: JSON.stringify({ context }),
    signal,
  });
  const etag = response.headers.get("etag")?.replace(/^(W\/)?"|"$/g, "") ?? "";
  const version = Number(response.headers.get("plumbline-flags-version"));
  if (response.status === 304 && known)
    return { kind: "same", version: version || known.version, etag, flags: [], removed: [] } satisfies WireChange;
  const { flags, metadata } = response.ok ? ((await response.json()) as Bulk) : {};
  if (!flags) throw await refusalOf(response);
  const answers = flags.map((answer): WireAnswer => ({ reason: "ERROR", ...answer }));
  const named = Number(metadata?.version?.slice(1)) || version;
  return { kind: "all", version: named, etag, flags: answers, removed: [] } satisfies WireChange;
}

const codes: Record<number, string> = { 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 429: "RATE_LIMITED" };

async function refusalOf(response: Response): Promise<WireRefusal> {
  const { errorDetails } = (await response.json().catch(() => ({}))) as { errorDetails?: string };
  const after = Number(response.headers.get("retry-after"));
  return Object.assign(new Error(errorDetails ?? `Flags were asked for; status ${response.status} came.`), {
    // A status alone may be a proxy's: only with our words it says something about the key.
    code: errorDetails === undefined ? undefined : codes[response.status],
    retryAfterMs: after > 0 ? after * 1000 : undefined,
  });
}
