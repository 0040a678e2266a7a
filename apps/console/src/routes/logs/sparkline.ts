import { html, svg, type TemplateResult } from "lit";

/**
 * Bars without axes, for a row.
 * @param label says in words what the picture shows
 */
export function sparkline(
  label: string,
  steps: readonly { count: number }[],
  width = 120,
  height = 24,
): TemplateResult {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const step = width / Math.max(1, steps.length);
  const bars = steps.map(({ count }, index) => {
    if (count === 0) return "";
    const tall = Math.max(2, (count / most) * (height - 2));
    return `M${(index * step + step / 2).toFixed(1)} ${height - 1}V${(height - 1 - tall).toFixed(1)}`;
  });
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" width=${width} height=${height} preserveAspectRatio="none" fill="none" role="img" aria-label=${label}>${svg`<path d=${bars.join("")} stroke="var(--broken)" stroke-width=${(step * 0.7).toFixed(1)}></path>`}<path d="M0 ${height - 0.5}h${width}" stroke="var(--line-strong)"></path></svg>`;
}
