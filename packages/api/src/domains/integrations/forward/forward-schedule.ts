/** Seconds until the next attempt, after the first, the second …: five more over about seven hours. */
const waits = [30, 120, 600, 3_600, 21_600];

/** Attempts at most. */
export const mostForwardAttempts = waits.length + 1;

/** Seconds to wait after so many attempts, with a little chance in it; null when it is given up. */
export function forwardWait(attemptsMade: number): number | null {
  const wait = waits[attemptsMade - 1];
  return wait === undefined ? null : wait * (1 + Math.random() / 10);
}
