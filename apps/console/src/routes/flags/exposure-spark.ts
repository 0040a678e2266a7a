import { html, nothing, svg, type TemplateResult } from "lit";
import { timeAgo } from "../../parts/relative-time.ts";

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
  const sums = Array.from({ length: days }, () => 0);
  for (const { at, count } of exposure.points) {
    const index = days - 1 - (today - Math.floor(Date.parse(at) / dayMs));
    if (index >= 0 && index < days) sums[index] = (sums[index] ?? 0) + count;
  }
  const most = Math.max(...sums, 1);
  const bars = sums.map((sum, index) =>
    sum === 0 ? nothing : svg`<path d="M${index * 8 + 3} 20V${20 - Math.max(2, (sum / most) * 18)}"></path>`,
  );
  const words = `${exposure.total.toLocaleString("en")} evaluations in 7 days`;
  return html`<span class="spark" title=${words}><svg viewBox="0 0 56 21" width="56" height="21" fill="none" stroke="var(--chart-measured)" stroke-width="5" role="img" aria-label=${words}>${bars}<path d="M0 20.5h56" stroke="var(--line-strong)" stroke-width="1"></path></svg></span><span class="sub">${timeAgo(exposure.lastAt)}</span>`;
}
