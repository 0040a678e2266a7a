// Written by `npm run generate`. Do not edit.
import type { SeriesDefinition } from "./domains/alerts/define-series.ts";

export const series: readonly SeriesDefinition[] = []
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is SeriesDefinition => (value as { kind?: unknown } | null)?.kind === "series");
