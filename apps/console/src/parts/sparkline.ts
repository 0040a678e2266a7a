import { html, svg, type TemplateResult } from "lit";

export interface Sparkline {
  /** Says in words what the picture shows; stands beside the pointer too. */
  label: string;
  /** One bar each, in order. Nothing is drawn for a zero. */
  counts: readonly number[];
  /** Default the colour of what was measured. */
  colour?: "var(--chart-measured)" | "var(--broken)";
  /** In pixels. Default 120 */
  width?: number;
  /** In pixels. Default 24 */
  height?: number;
}

/** Bars over time without axes, for a row. */
export function sparkline({
  label,
  counts,
  colour = "var(--chart-measured)",
  width = 120,
  height = 24,
}: Sparkline): TemplateResult {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  const bars = counts.map((count, index) => {
    if (count === 0) return "";
    const tall = Math.max(2, (count / most) * (height - 2));
    return `M${(index * step + step / 2).toFixed(1)} ${height - 1}V${(height - 1 - tall).toFixed(1)}`;
  });
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" width=${width} height=${height} preserveAspectRatio="none" fill="none" role="img" aria-label=${label}>${svg`<title>${label}</title><path d=${bars.join("")} stroke=${colour} stroke-width=${(step * 0.7).toFixed(1)}></path><path d="M0 ${height - 0.5}h${width}" stroke="var(--line-strong)"></path>`}</svg>`;
}
