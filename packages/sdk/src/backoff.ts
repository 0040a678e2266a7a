/** Longest wait between two tries, in milliseconds. */
export const longestWaitMs = 30_000;

/**
 * Milliseconds to wait before the next try: doubles from `baseMs`, half of it by chance, so that clients that lost the same server
 * do not return at the same moment.
 * @param attempt 0 for the first retry
 */
export function backoff(attempt: number, baseMs = 500): number {
  const full = Math.min(longestWaitMs, baseMs * 2 ** Math.min(attempt, 16));
  return full / 2 + (Math.random() * full) / 2;
}

/** Waits; ends early, without an error, when the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
