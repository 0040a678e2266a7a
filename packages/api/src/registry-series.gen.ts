// Written by `npm run generate`. Do not edit.
import type { SeriesDefinition } from "./domains/alerts/define-series.ts";
import * as m1 from "./domains/alerts/series/events-count.ts";

export const series: readonly SeriesDefinition[] = [m1]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is SeriesDefinition => (value as { kind?: unknown } | null)?.kind === "series");
