import { pause } from "../../backoff.ts";
import { sdkVersion } from "../exposure/sdk-name.ts";
import type { AnswerFeedOptions, AnswerReader } from "./answer-feed.ts";
import { askAnswers } from "./ask-answers.ts";
import type { WireRefusal } from "./wire-refusal.ts";

/** Polls between two tries of the stream. */
const pollsPerTry = 10;

/** Longest wait between two polls, in milliseconds, also while they fail. */
const longestPollMs = 300_000;

/** Milliseconds that an answer to a poll may take. */
const pollLimitMs = 30_000;

/** Asks for a context's answers again and again, until it is time to try the stream. Never rejects. */
export async function pollAnswers(
  { url, key, fetch, pollEveryMs = 30_000 }: AnswerFeedOptions,
  reader: AnswerReader,
  signal: AbortSignal,
): Promise<void> {
  const asking = { url, key, fetch, context: reader.context, sdk: `plumbline-web/${sdkVersion}` };
  let failures = 0;
  for (let polls = 0; polls < pollsPerTry && !signal.aborted; polls += 1) {
    let retryAfterMs = 0;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`No answer came within ${pollLimitMs} ms.`)), pollLimitMs);
    try {
      const either = AbortSignal.any([signal, late.signal]);
      const change = await askAnswers({ ...asking, known: reader.known(), signal: either });
      if (signal.aborted) return;
      failures = 0;
      reader.onAlive();
      reader.onDelivery("poll");
      reader.onAnswers(change);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      reader.onProblem(error as Error);
      retryAfterMs = (error as WireRefusal).retryAfterMs ?? 0;
    } finally {
      clearTimeout(timer);
    }
    const everyMs = Math.min(pollEveryMs * 2 ** Math.min(failures, 8), longestPollMs);
    await pause(Math.max(everyMs * (0.75 + Math.random() / 2), retryAfterMs), signal);
  }
}
