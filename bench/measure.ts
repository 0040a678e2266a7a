/** One line of the results: a figure beside what it is held against, in the same run. */
export interface Measure {
  /** What was measured: “Webhook accepted”. */
  what: string;
  /** The figure, with its unit: “1,840/s”. */
  value: string;
  /** What it is held against: “the same inserts in one bare postgres.js transaction, 2,310/s”. */
  against: string;
  /** The ratio that the budget is about; for a wall-clock limit, the figure divided by the limit. */
  ratio: number;
  /** The budget, with its sign: `>= 0.7` for rates, `<= 1` for limits. */
  budget: { sign: ">=" | "<="; ratio: number };
}

export function holds({ ratio, budget }: Measure): boolean {
  return budget.sign === ">=" ? ratio >= budget.ratio : ratio <= budget.ratio;
}

/** A named benchmark, one file in `bench/`. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<Measure[]>;
}

/** The value below which the share `q` of the samples lies. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export function perSecond(count: number, milliseconds: number): number {
  return (count / milliseconds) * 1000;
}

/** `12,345/s`. */
export function rate(value: number): string {
  return `${Math.round(value).toLocaleString("en")}/s`;
}

/** `12.3 ms`. */
export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** Runs `work` `count` times with at most `width` under way, and returns how long it took in milliseconds. */
export async function inParallel(
  count: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
  return performance.now() - startedAt;
}
