import type { Step } from "../model/evaluation.ts";

/** Evaluations of one flag that ended alike. */
export interface CountedEvaluations {
  flag: string;
  /** Null for the caller's own default. */
  variant: string | null;
  /** Which step decided; left out where nobody here knows: a browser is never told. */
  step?: Step;
  /** The rule that decided, at step `rules`. */
  ruleId?: string;
  count: number;
}

/** What was evaluated since the last report, summed up. */
export interface ExposureReport {
  /** Each way in which a flag was answered. */
  evaluations: CountedEvaluations[];
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
  /** Ways of answering (flag, variant, step, rule) that are kept between two reports. Reaching it sends a report at once. Default 1,000 */
  most?: number | undefined;
}

/** Milliseconds until the first report. */
const firstMs = 1000;

/** What decided: a step, or the rule at step `rules`. */
interface Decider {
  step?: Step | undefined;
  ruleId?: string | null | undefined;
}

/** Sums of one flag by what decided, in boxes: adding to one writes no map. */
type Sums = Map<string, Map<string | null, { count: number }>>;

/**
 * Counts evaluations, off their path: look-ups in bounded maps, and a report now and then. A process never waits for it, is
 * never kept alive by it, and what cannot be kept is counted as dropped.
 */
export class ExposureCounter {
  readonly #options: ExposureCounterOptions;
  readonly #stride: number;
  /** By flag. Rules have maps of their own: one may be called as a step is. */
  readonly #byStep = new Map<string, Sums>();
  readonly #byRule = new Map<string, Sums>();
  #kinds = 0;
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

  /** Counts one. @param by the answer, where it says what decided */
  count(flag: string, variant: string | null, by: Decider = {}): void {
    if (this.#stride !== 1) {
      if (this.#stride === 0) return;
      this.#skipped += 1;
      if (this.#skipped < this.#stride) return;
      this.#skipped = 0;
    }
    this.#add(flag, variant, by, this.#stride);
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
    const evaluations = [...sumsOf(this.#byStep, "step"), ...sumsOf(this.#byRule, "ruleId")];
    const dropped = this.#dropped;
    if (evaluations.length === 0 && dropped === 0) return;
    this.#byStep.clear();
    this.#byRule.clear();
    this.#kinds = this.#dropped = 0;
    this.#reports += 1;
    try {
      await this.#options.send({ evaluations, dropped });
    } catch {
      this.#dropped += dropped;
      for (const { flag, variant, count, ...by } of evaluations) this.#add(flag, variant, by, count);
      if (this.#kinds > 0) this.#schedule();
    }
  }

  #add(flag: string, variant: string | null, { step, ruleId }: Decider, count: number): void {
    const sums = ruleId ? this.#byRule : this.#byStep;
    const by = ruleId || (step ?? "");
    const known = sums.get(flag)?.get(by)?.get(variant);
    if (known) known.count += count;
    else this.#begin(sums, [flag, by, variant], count);
  }

  #begin(sums: Map<string, Sums>, [flag, by, variant]: [string, string, string | null], count: number): void {
    const most = this.#options.most ?? 1000;
    if (this.#kinds >= most) {
      this.#dropped += count;
      return;
    }
    const ofFlag: Sums = sums.get(flag) ?? new Map();
    const variants = ofFlag.get(by) ?? new Map<string | null, { count: number }>();
    variants.set(variant, { count });
    ofFlag.set(by, variants);
    sums.set(flag, ofFlag);
    this.#kinds += 1;
    // In a turn of its own: whoever evaluates does not wait for the sum. Not while one is under way: it failed, or will be heard of soon.
    if (this.#kinds === most && !this.#sending) this.#schedule(0);
  }

  #schedule(ms = this.#reports === 0 ? firstMs : (this.#options.everyMs ?? 30_000)): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
    (this.#timer as { unref?(): void }).unref?.();
  }
}

function sumsOf(sums: ReadonlyMap<string, Sums>, name: "step" | "ruleId"): CountedEvaluations[] {
  return [...sums].flatMap(([flag, deciders]) =>
    [...deciders].flatMap(([by, variants]) => {
      const decided = by === "" ? {} : name === "step" ? { step: by as Step } : { step: "rules" as const, ruleId: by };
      return [...variants].map(([variant, { count }]) => ({ flag, variant, ...decided, count }));
    }),
  );
}
