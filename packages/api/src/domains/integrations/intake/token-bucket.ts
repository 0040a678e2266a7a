/** A limit for each key: some at once, then a trickle. */
export interface TokenBucket {
  /** True when one more is within the limit. @param now milliseconds since 1970 */
  take(key: string, now: number): boolean;
}

export interface TokenBucketOptions {
  /** How many at once. */
  burst: number;
  /** How many more each second. */
  perSecond: number;
  /** Keys remembered; the one longest unused is forgotten first. */
  most: number;
}

/** In this process only: each process keeps its own count. */
export function createTokenBucket({ burst, perSecond, most }: TokenBucketOptions): TokenBucket {
  const levels = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, now) {
      const level = levels.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, level.tokens + ((now - level.at) / 1000) * perSecond);
      levels.delete(key);
      const oldest = levels.keys().next().value;
      if (levels.size >= most && oldest !== undefined) levels.delete(oldest);
      levels.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      return tokens >= 1;
    },
  };
}
