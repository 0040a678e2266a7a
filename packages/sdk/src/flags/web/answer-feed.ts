import { backoff, pause } from "../../backoff.ts";
import type { FlagDelivery } from "../client/flag-status.ts";
import type { EvaluationContext } from "../model/evaluation.ts";
import { followAnswers } from "./follow-answers.ts";
import type { WireChange } from "./wire-answers.ts";
import type { WireRefusal } from "./wire-refusal.ts";

/** Cut streams in a row after which it is asked instead: a server that starts anew cuts one or two. */
const mostCut = 3;

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
      if (await this.#stream(reader, signal)) failures = 0;
      if (this.#cut < mostCut) await pause(backoff(failures, this.#options.retryBaseMs), signal);
    }
  }

  /** Most networks let streams through: what polls is downloaded where one does not. */
  async #poll(reader: AnswerReader, signal: AbortSignal): Promise<void> {
    try {
      const { pollAnswers } = await import("./poll-answers.ts");
      await pollAnswers(this.#options, reader, signal);
    } catch (error) {
      reader.onProblem(error as Error);
      await pause(backoff(16), signal);
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
}
