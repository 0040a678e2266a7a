import type { Context } from "../../service/context.ts";

/** One measured value. */
export interface SeriesPoint {
  /** The end of the step that it stands for. */
  at: Date;
  /** Null where nothing was measured; zero is a value. */
  value: number | null;
  dimensions: Readonly<Record<string, string>>;
}

export interface ReadSeriesOptions {
  workspaceId: string;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Seconds of one point. */
  stepSeconds: number;
  /** Only points whose dimensions have these values. */
  filter: Readonly<Record<string, string>>;
}

/** Something that is measured. Declared in `domains/<name>/series/*.ts`; the registry collects them by path. */
export interface SeriesDefinition {
  readonly kind: "series";
  /** `events.count`. */
  readonly name: string;
  readonly description: string;
  /** What one is: `events`, `ratio`, `s`. */
  readonly unit: string;
  /** What its points can be told apart and filtered by. */
  readonly dimensions: readonly { name: string; description: string }[];
  /** Points in the order of time. What was not measured is null or left out, never zero. */
  read(ctx: Context, options: ReadSeriesOptions): Promise<SeriesPoint[]>;
}

export function defineSeries(options: Omit<SeriesDefinition, "kind">): SeriesDefinition {
  return { kind: "series", ...options };
}
