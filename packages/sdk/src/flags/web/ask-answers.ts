import type { EvaluationContext } from "../model/evaluation.ts";
import type { WireAnswer, WireChange } from "./wire-answers.ts";
import { wireRefusal } from "./wire-refusal.ts";

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
  if (!flags) throw await wireRefusal(response, "Flags were asked for");
  const answers = flags.map((answer): WireAnswer => ({ reason: "ERROR", ...answer }));
  const named = Number(metadata?.version?.slice(1)) || version;
  return { kind: "all", version: named, etag, flags: answers, removed: [] } satisfies WireChange;
}
