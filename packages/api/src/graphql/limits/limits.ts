import type { BucketSize } from "./rate-bucket.ts";

/** What one operation may ask for, and what a caller may ask for over time. Costs count fields of the answer. */
export const limits = {
  /** Bytes of a request body. */
  bodyBytes: 1_048_576,
  /** Tokens of a document: parsing stops there. */
  tokens: 4000,
  depth: 16,
  breadth: 500,
  aliases: 60,
  /** Cost of one operation, counted before it runs. */
  cost: 10_000,
} as const;

/** Bucket of a signed-in member, an API key or an embed token: forty seconds' worth fits at once. */
export function callerBucket(costPerSecond: number): BucketSize {
  return { capacity: costPerSecond * 40, leakPerSecond: costPerSecond };
}

/** Bucket of an address without a credential: a twentieth of a caller's pace, a tenth of what fits at once. */
export function anonymousBucket(costPerSecond: number): BucketSize {
  return { capacity: costPerSecond * 4, leakPerSecond: costPerSecond / 20 };
}
