/** What was evaluated since the last report, summed up. */
export interface ExposureReport {
  /** Each flag and variant that was answered; a null variant is the caller's own default. */
  evaluations: { flag: string; variant: string | null; count: number }[];
  /** Evaluations that were not counted since the last report: there were more kinds than are kept. */
  dropped: number;
}

export interface ExposureCounterOptions {
  /** Takes a report. Where it rejects, the same counts are sent again with the next report. */
  send(report: ExposureReport): Promise<unknown>;
  /** Milliseconds between two reports. The first one goes out after a second, so that a new connection is seen. Default 30,000 */
  everyMs?: number | undefined;
  /** Share of evaluations that are counted, 0 to 1; counts are scaled up by it. 0 counts and reports nothing. Default 1 */
  sampling?: number | undefined;
  /** Pairs of flag and variant that are kept between two reports. Reaching it sends a report at once. Default 1,000 */
  most?: number | undefined;
}

/** Milliseconds until the first report. */
const firstMs = 1000;

/**
 * Counts evaluations, off their path: one look-up in a bounded map each, and a report now and then. A process never waits for it, is
 * never kept alive by it, and what cannot be kept is counted as dropped.
 */
export class ExposureCounter {
  readonly #options: ExposureCounterOptions;
  readonly #stride: number;
  /** Sums in boxes: adding to one writes no map. */
  readonly #counts = new Map<string, Map<string | null, { count: number }>>();
  #pairs = 0;
  #dropped = 0;
  #skipped = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  #closed = false;
  #reports = 0;

  constructor(options: ExposureCounterOptions) {
    this.#options = options;
    const { sampling = 1 } = options;
    this.#stride = sampling > 0 ? Math.max(1, Math.round(1 / sampling)) : 0;
  }

  /** Counts one. */
  count(flag: string, variant: string | null): void {
    if (this.#stride !== 1) {
      if (this.#stride === 0) return;
      this.#skipped += 1;
      if (this.#skipped < this.#stride) return;
      this.#skipped = 0;
    }
    const known = this.#counts.get(flag)?.get(variant);
    if (known) known.count += this.#stride;
    else this.#begin(flag, variant, this.#stride);
    if (this.#timer === undefined) this.#schedule();
  }

  /** Sends what is counted. Resolves when it has arrived or failed; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** Sends the rest, once; what is counted later is not reported. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sending;
    await this.flush();
  }

  async #send(): Promise<void> {
    const evaluations = [...this.#counts].flatMap(([flag, variants]) =>
      [...variants].map(([variant, { count }]) => ({ flag, variant, count })),
    );
    const dropped = this.#dropped;
    if (evaluations.length === 0 && dropped === 0) return;
    this.#counts.clear();
    this.#pairs = this.#dropped = 0;
    this.#reports += 1;
    try {
      await this.#options.send({ evaluations, dropped });
    } catch {
      this.#dropped += dropped;
      for (const { flag, variant, count } of evaluations) {
        const newer = this.#counts.get(flag)?.get(variant);
        if (newer) newer.count += count;
        else this.#begin(flag, variant, count);
      }
      if (this.#pairs > 0) this.#schedule();
    }
  }

  #begin(flag: string, variant: string | null, count: number): void {
    const most = this.#options.most ?? 1000;
    if (this.#pairs >= most) {
      this.#dropped += count;
      return;
    }
    const variants = this.#counts.get(flag) ?? new Map<string | null, { count: number }>();
    variants.set(variant, { count });
    this.#counts.set(flag, variants);
    this.#pairs += 1;
    // In a turn of its own: whoever evaluates does not wait for the sum. Not while one is under way: it failed, or will be heard of soon.
    if (this.#pairs === most && !this.#sending) this.#schedule(0);
  }

  #schedule(ms = this.#reports === 0 ? firstMs : (this.#options.everyMs ?? 30_000)): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
    (this.#timer as { unref?(): void }).unref?.();
  }
}
