/** How entries leave the process. */
export interface DeliveryOptions {
  /** Where Plumbline answers, `https://plumbline.example.com`. */
  url: string;
  /** `plb_live_…` with the scope `logs:write`. */
  apiKey: string;
  /** Default the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds that an entry waits for company. Default 1,000. Errors do not wait. */
  flushIntervalMs?: number | undefined;
  /** Entries that are sent at once when they have gathered; also the largest batch. Default 500. */
  batchEntries?: number | undefined;
  /** Characters that are sent at once when they have gathered; also the largest batch. Default 524,288. */
  batchBytes?: number | undefined;
  /** Characters that may wait in memory. Beyond it the quietest and oldest entries go first, and are counted. Default 8,388,608. */
  maxBufferBytes?: number | undefined;
  /** Entries that may wait in memory. Default 20,000. */
  maxBufferEntries?: number | undefined;
  /** Milliseconds for one try. Default 10,000. */
  timeoutMs?: number | undefined;
  /** First wait before another try, in milliseconds; it doubles up to 30 s. Default 500. */
  retryBaseMs?: number | undefined;
}

/** What a logger knows about its own deliveries. */
export interface DeliveryStatus {
  /** Entries that wait, those under way included. */
  waiting: number;
  /** Entries that the server has stored. */
  delivered: number;
  /** Entries lost because the buffer was full. The next batch tells how many in an entry of its own. */
  dropped: number;
  /** Entries that the server refused for good; `problem` says why. */
  refused: number;
  /** True while a batch waits to be tried again. */
  retrying: boolean;
  /** What last went wrong; null while all is well. */
  problem: string | null;
}
