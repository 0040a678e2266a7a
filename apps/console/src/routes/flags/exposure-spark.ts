import { html, type TemplateResult } from "lit";
import { timeAgo } from "../../parts/relative-time.ts";
import { sparkline } from "../../parts/sparkline.ts";

/** Evaluations by day, as the API sums them. */
export interface ExposureSums {
  total: number;
  lastAt: string | null;
  points: readonly { at: string; count: number }[];
}

const days = 7;
const dayMs = 86_400_000;

/** Seven bars, one a day, with the number of the week in words. A flag that nobody asked for says so. */
export function exposureSpark(exposure: ExposureSums, now = Date.now()): TemplateResult {
  if (exposure.total === 0) return html`<span class="quiet">never asked this week</span>`;
  const today = Math.floor(now / dayMs);
  const counts = Array.from({ length: days }, () => 0);
  for (const { at, count } of exposure.points) {
    const index = days - 1 - (today - Math.floor(Date.parse(at) / dayMs));
    if (index >= 0 && index < days) counts[index] = (counts[index] ?? 0) + count;
  }
  const label = `${exposure.total.toLocaleString("en")} evaluations in 7 days`;
  return html`${sparkline({ label, counts, width: 56, height: 21 })}<span class="sub">${timeAgo(exposure.lastAt)}</span>`;
}
