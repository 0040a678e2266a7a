import { readSse } from "../../live/read-sse.ts";
import type { EvaluationContext } from "../model/evaluation.ts";
import type { WireChange } from "./wire-answers.ts";

export interface FollowAnswersOptions {
  url: string;
  key: string;
  fetch: typeof fetch;
  context: EvaluationContext;
  /** Of the answers that are known. */
  etag: string | null;
  /** Milliseconds within which the stream must say its first word. */
  withinMs: number;
  signal: AbortSignal;
  onAlive(): void;
  onAnswers(change: WireChange): void;
}

/** The server writes a comment every 12 s; three missed ones are a dead stream. */
const silenceMs = 40_000;

/** Milliseconds after its first word at which a stream that says another one has proven that it gets through: a comment came. */
const provenMs = 10_000;

/** What a stream was good for: `held` brought nothing in time, `cut` ended before its first comment, `proven` did neither. */
export type StreamWorth = "held" | "cut" | "proven";

/**
 * Follows one context's answers until the stream ends. The context travels in the body: addresses are written into logs. Resolves
 * with what the stream was worth and what ended it; rejects where none was opened.
 * @throws Error saying what the server answered instead, or what broke
 */
export async function followAnswers(options: FollowAnswersOptions): Promise<{ worth: StreamWorth; error?: unknown }> {
  const { url, key, fetch, context, etag, withinMs, signal, onAlive, onAnswers } = options;
  const limit = new AbortController();
  const held = new Error(`No stream got through within ${withinMs} ms.`);
  const timer = setTimeout(() => limit.abort(held), withinMs);
  let firstAt = 0;
  let proven = false;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ context, etag }),
      signal: AbortSignal.any([signal, limit.signal]),
    });
    if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
      const { error } = (await response.json().catch(() => ({}))) as { error?: { message?: string; code?: string } };
      const words = error?.message ?? `A stream was asked for; status ${response.status} came.`;
      throw Object.assign(new Error(words), { code: error?.code });
    }
    for await (const { event, data } of readSse(response.body, silenceMs)) {
      clearTimeout(timer);
      proven ||= firstAt > 0 && Date.now() - firstAt > provenMs;
      firstAt ||= Date.now();
      onAlive();
      if (event === "answers") onAnswers(JSON.parse(data) as WireChange);
    }
    return { worth: proven ? "proven" : "cut" };
  } catch (error) {
    if (limit.signal.aborted) return { worth: "held", error: held };
    if (firstAt === 0) throw error;
    return { worth: proven ? "proven" : "cut", error };
  } finally {
    clearTimeout(timer);
  }
}
