import type { SeriesPoint } from "../define-series.ts";

/**
 * One point for each whole step of a span that has ended, so that nothing half is compared with something whole.
 * @param measuredAt the value of a step, by its number since 1970; null where nothing was measured
 */
export function fillSteps(
  { from, to, stepSeconds }: { from: Date; to: Date; stepSeconds: number },
  measuredAt: (step: number) => number | null,
  dimensions: Readonly<Record<string, string>>,
): SeriesPoint[] {
  const points: SeriesPoint[] = [];
  const size = stepSeconds * 1000;
  for (let step = Math.ceil(from.getTime() / size); (step + 1) * size <= to.getTime(); step += 1) {
    points.push({ at: new Date((step + 1) * size), value: measuredAt(step), dimensions });
  }
  return points;
}
