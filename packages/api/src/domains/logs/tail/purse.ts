/** An amount that is spent, and fills up again with time. */
export interface Purse {
  /** What is left now; less than nothing when the last expense was greater than what there was. */
  left(): number;
  spend(amount: number): void;
}

/** @param perSecond what comes in a second, and the most that it holds */
export function createPurse(perSecond: number): Purse {
  let left = perSecond;
  let at = performance.now();
  return {
    left() {
      const now = performance.now();
      left = Math.min(perSecond, left + ((now - at) / 1000) * perSecond);
      at = now;
      return left;
    },
    spend(amount) {
      left -= amount;
    },
  };
}
