// Written by `npm run generate`. Do not edit.
import type { SeriesDefinition } from "./domains/alerts/define-series.ts";
import * as m1 from "./domains/alerts/series/deliveries-refused.ts";
import * as m2 from "./domains/alerts/series/events-count.ts";
import * as m3 from "./domains/alerts/series/webhooks-lag.ts";
import * as m4 from "./domains/logs/series/logs-count.ts";
import * as m5 from "./domains/logs/series/logs-group-count.ts";
import * as m6 from "./domains/logs/series/logs-search-count.ts";

export const series: readonly SeriesDefinition[] = [m1, m2, m3, m4, m5, m6]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is SeriesDefinition => (value as { kind?: unknown } | null)?.kind === "series");
