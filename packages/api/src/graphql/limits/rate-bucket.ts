import type { Sql } from "postgres";

export interface BucketSize {
  /** Cost that fits at once. */
  capacity: number;
  /** Cost that leaks away each second. */
  leakPerSecond: number;
}

/** A caller's bucket after a request. */
export interface BucketLevel {
  capacity: number;
  remaining: number;
  /** Whole seconds until the bucket is empty again. */
  resetSeconds: number;
}

/** Leaky buckets by key, shared by all processes through Postgres and counted in this one. */
export interface RateBuckets {
  /** @returns the level, or the seconds to wait when the cost does not fit */
  take(key: string, cost: number, size: BucketSize): BucketLevel | { retryAfterSeconds: number };
  /** Gives back what was taken too much. */
  refund(key: string, cost: number): void;
  level(key: string): BucketLevel | null;
  stop(): Promise<void>;
}

interface Bucket {
  size: BucketSize;
  level: number;
  at: number;
  /** What this process took since it last told the others. */
  untold: number;
}

const tellMs = 1000;

export function createRateBuckets(sql: Sql): RateBuckets {
  const buckets = new Map<string, Bucket>();

  function current(key: string, size: BucketSize): Bucket {
    const now = performance.now();
    const bucket = buckets.get(key) ?? { size, level: 0, at: now, untold: 0 };
    bucket.level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * size.leakPerSecond);
    bucket.at = now;
    bucket.size = size;
    buckets.set(key, bucket);
    return bucket;
  }

  async function tell(): Promise<void> {
    for (const [key, bucket] of buckets) {
      if (bucket.untold === 0) {
        current(key, bucket.size);
        if (bucket.level === 0) buckets.delete(key);
        continue;
      }
      const amount = bucket.untold;
      bucket.untold = 0;
      const [row] = await sql`
        insert into rate_buckets as b (key, level) values (${key}, ${Math.max(0, amount)})
        on conflict (key) do update set updated_at = clock_timestamp(), level = greatest(0,
          greatest(0, b.level - extract(epoch from clock_timestamp() - b.updated_at) * ${bucket.size.leakPerSecond}) + ${amount})
        returning level`;
      bucket.level = Number(row?.level ?? bucket.level) + bucket.untold;
      bucket.at = performance.now();
    }
  }

  // A failed report costs accuracy across processes for a second, never a request.
  const timer = setInterval(() => void tell().catch(() => {}), tellMs);
  timer.unref();

  return {
    take(key, cost, size) {
      const bucket = current(key, size);
      const over = bucket.level + cost - size.capacity;
      // One second more: what the shared bucket has on top is learned once a second, and a promised time must hold.
      if (over > 0) return { retryAfterSeconds: Math.ceil(over / size.leakPerSecond) + tellMs / 1000 };
      bucket.level += cost;
      bucket.untold += cost;
      return levelOf(bucket);
    },
    refund(key, cost) {
      const bucket = buckets.get(key);
      if (!bucket) return;
      bucket.level = Math.max(0, bucket.level - cost);
      bucket.untold -= cost;
    },
    level(key) {
      const bucket = buckets.get(key);
      return bucket ? levelOf(bucket) : null;
    },
    async stop() {
      clearInterval(timer);
      await tell().catch(() => {});
    },
  };
}

function levelOf({ size, level }: Bucket): BucketLevel {
  return {
    capacity: size.capacity,
    remaining: Math.max(0, Math.floor(size.capacity - level)),
    resetSeconds: Math.ceil(level / size.leakPerSecond),
  };
}
