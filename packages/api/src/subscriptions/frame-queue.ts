import type { ExecutionResult } from "graphql";

/** Answers that wait for a slow reader at most, and characters of them; a single one may be longer. */
const queueLimit = 5000;
const longestQueue = 4_194_304;

/**
 * Answers between the hub, which never waits, and a reader that may be slow. Has `return` of its own: graphql-ws ends a
 * subscription only by that, and without it a socket that is gone would stay subscribed.
 */
export interface FrameQueue extends AsyncIterableIterator<ExecutionResult> {
  return(): Promise<IteratorResult<ExecutionResult>>;
  /**
   * @param characters of the answer as text
   * @returns false when the queue is full: the reader is too slow to be served
   */
  push(result: ExecutionResult, characters: number): boolean;
  /** Answers that wait for the reader. */
  size(): number;
  /** Ends after what is queued, with one last answer where there is one. */
  end(last?: ExecutionResult): void;
}

/** @param onClose called once, when the reader goes away or the queue has ended */
export function createFrameQueue(onClose: () => void): FrameQueue {
  const waiting: { result: ExecutionResult; characters: number }[] = [];
  let queued = 0;
  let ended = false;
  let closed = false;
  let wake = () => {};

  function close(): void {
    if (closed) return;
    closed = true;
    ended = true;
    wake();
    onClose();
  }

  async function next(): Promise<IteratorResult<ExecutionResult>> {
    while (waiting.length === 0 && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const first = closed ? undefined : waiting.shift();
    queued -= first?.characters ?? 0;
    if (first) return { done: false, value: first.result };
    close();
    return { done: true, value: undefined };
  }

  return {
    push(result, characters) {
      if (ended) return true;
      if (waiting.length >= queueLimit || (queued > 0 && queued + characters > longestQueue)) return false;
      waiting.push({ result, characters });
      queued += characters;
      wake();
      return true;
    },
    size: () => waiting.length,
    end(last) {
      if (last && !ended) waiting.push({ result: last, characters: 0 });
      ended = true;
      wake();
    },
    next,
    async return() {
      close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
