/** A delivery as the provider really sends it, and what it must become; the contract suite signs, forges and ages it. */
export interface ProviderSample {
  name: string;
  headers: Record<string, string>;
  /** JSON value, or the exact text. */
  body: unknown;
  /** Types of the signals that must come out, in order. */
  signals: readonly string[];
}
