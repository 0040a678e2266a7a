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
  signal: AbortSignal;
  onAlive(): void;
  onAnswers(change: WireChange): void;
}

/** The server writes a comment every 12 s; three missed ones are a dead stream. */
const silenceMs = 40_000;

/**
 * Follows one context's answers until the stream ends. The context travels in the body: addresses are written into logs.
 * @throws Error saying what the server answered instead, or what broke
 */
export async function followAnswers({ url, key, fetch, context, etag, signal, ...on }: FollowAnswersOptions) {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ context, etag }),
    signal,
  });
  if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: { message?: string; code?: string } };
    const words = error?.message ?? `A stream was asked for; status ${response.status} came.`;
    throw Object.assign(new Error(words), { code: error?.code });
  }
  for await (const { event, data } of readSse(response.body, silenceMs)) {
    on.onAlive();
    if (event === "answers") on.onAnswers(JSON.parse(data) as WireChange);
  }
}
