import type { ExposureCount } from "./exposure-bars.ts";

/** Share of answers other than the default in the newest hour with answers, in percent. Null when that is more than two hours ago. */
export function measuredShare(
  points: readonly ExposureCount[],
  defaultVariant: string,
  now = Date.now(),
): { share: number; since: string } | null {
  const since =
    points
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? "";
  if (since === "" || now - Date.parse(since) > 2 * 3_600_000) return null;
  const hour = points.filter(({ at, variant }) => at === since && variant !== null);
  const all = hour.reduce((sum, { count }) => sum + count, 0);
  const served = hour.reduce((sum, { variant, count }) => sum + (variant === defaultVariant ? 0 : count), 0);
  return all === 0 ? null : { share: (served / all) * 100, since };
}
