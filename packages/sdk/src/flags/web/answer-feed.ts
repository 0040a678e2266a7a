import { backoff, pause } from "../../backoff.ts";
import type { FlagDelivery } from "../client/flag-status.ts";
import { sdkVersion } from "../exposure/sdk-name.ts";
import type { EvaluationContext } from "../model/evaluation.ts";
import { askAnswers } from "./ask-answers.ts";
import { followAnswers } from "./follow-answers.ts";
import type { WireChange } from "./wire-answers.ts";
import type { WireRefusal } from "./wire-refusal.ts";

/** Cut streams in a row after which it is asked instead: a server that starts anew cuts one or two. */
const mostCut = 3;

/** Polls between two tries of the stream. */
const pollsPerTry = 10;

/** Longest wait between two polls, in milliseconds, also while they fail. */
const longestPollMs = 300_000;

/** Milliseconds that an answer to a poll may take. */
const pollLimitMs = 30_000;

export interface AnswerFeedOptions {
  url: string;
  key: string;
  fetch: typeof fetch;
  retryBaseMs?: number | undefined;
  streamWithinMs?: number | undefined;
  pollEveryMs?: number | undefined;
}

/** Who reads a feed. */
export interface AnswerReader {
  context: EvaluationContext;
  /** The answers that are known. */
  known(): { etag: string; version: number } | null;
  /** The server was heard of. */
  onAlive(): void;
  onAnswers(change: WireChange): void;
  onProblem(error: WireRefusal): void;
  /** Answers come another way from now on. */
  onDelivery(delivery: FlagDelivery): void;
}

/**
 * Brings one context's answers by a stream; by polls where something on the way holds streams back or cuts them, or where the server
 * has none to give. What it learned of the way holds for the next context too.
 */
export class AnswerFeed {
  readonly #options: AnswerFeedOptions;
  #cut = 0;

  constructor(options: AnswerFeedOptions) {
    this.#options = options;
  }

  /** Reads until the signal aborts. */
  async follow(reader: AnswerReader, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      if (this.#cut >= mostCut) await this.#poll(reader, signal);
      if (signal.aborted) return;
      if (await this.#stream(reader, signal)) failures = 0;
      if (this.#cut < mostCut) await pause(backoff(failures, this.#options.retryBaseMs), signal);
    }
  }

  /** @returns whether the stream brought something */
  async #stream(reader: AnswerReader, signal: AbortSignal): Promise<boolean> {
    const { url, key, fetch, streamWithinMs: withinMs = 10_000 } = this.#options;
    try {
      const { worth, error } = await followAnswers({
        url: `${url}/flags/v1/stream`,
        key,
        fetch,
        context: reader.context,
        etag: reader.known()?.etag ?? null,
        withinMs,
        signal,
        onAlive: () => !signal.aborted && reader.onAlive(),
        onAnswers: (change) => {
          if (signal.aborted) return;
          reader.onDelivery("stream");
          reader.onAnswers(change);
        },
      });
      if (signal.aborted) return true;
      if (worth === "held") this.#cut = mostCut;
      else this.#cut = worth === "proven" ? 0 : this.#cut + 1;
      // Where it is polled next, that will tell what is wrong.
      if (error && this.#cut < mostCut) reader.onProblem(error as Error);
      return worth !== "held";
    } catch (error) {
      if (signal.aborted) return false;
      const { code } = error as WireRefusal;
      if (code === "RATE_LIMITED") this.#cut = mostCut;
      else reader.onProblem(error as Error);
      return false;
    }
  }

  /** Asks again and again, and lets the stream be tried once in a while. */
  async #poll(reader: AnswerReader, signal: AbortSignal): Promise<void> {
    const { url, key, fetch, pollEveryMs = 30_000 } = this.#options;
    const { context } = reader;
    let failures = 0;
    for (let polls = 0; polls < pollsPerTry && !signal.aborted; polls += 1) {
      let waitMs = pollEveryMs;
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(new Error(`No answer came within ${pollLimitMs} ms.`)), pollLimitMs);
      try {
        const change = await askAnswers({
          url,
          key,
          fetch,
          context,
          known: reader.known(),
          sdk: `plumbline-web/${sdkVersion}`,
          signal: AbortSignal.any([signal, late.signal]),
        });
        if (signal.aborted) return;
        failures = 0;
        reader.onAlive();
        reader.onDelivery("poll");
        reader.onAnswers(change);
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        reader.onProblem(error as Error);
        waitMs = Math.max(pollEveryMs * 2 ** Math.min(failures, 8), (error as WireRefusal).retryAfterMs ?? 0);
      } finally {
        clearTimeout(timer);
      }
      await pause(Math.min(waitMs, longestPollMs) * (0.75 + Math.random() / 2), signal);
    }
  }
}
