/** How much of the provider's rate limit is left, as its last answer said. */
export interface RateLimit {
  limit: number | null;
  remaining: number | null;
  /** When it is full again. */
  resetsAt: Date | null;
}
