import { html, nothing, svg, type TemplateResult } from "lit";

export interface Bucket {
  /** Start of the bucket, ISO 8601. */
  at: string;
  good: number;
  bad: number;
}

const height = 46;

/**
 * Bars over time: what was accepted in the measured colour, what was refused in red at the foot.
 * @param label Says in words what the picture shows.
 */
export function histogram(label: string, buckets: readonly Bucket[]): TemplateResult | typeof nothing {
  if (buckets.length === 0) return nothing;
  const most = Math.max(1, ...buckets.map((bucket) => bucket.good + bucket.bad));
  const step = 672 / buckets.length;
  const tall = (count: number): number => (count === 0 ? 0 : Math.max(2, (count / most) * (height - 6)));
  const line = (index: number, from: number, to: number): string =>
    `M${(index * step + step / 2).toFixed(1)} ${from.toFixed(1)}V${to.toFixed(1)}`;
  const good = buckets
    .map(({ good: accepted, bad }, index) =>
      accepted ? line(index, 44 - tall(bad), 44 - tall(bad) - tall(accepted)) : "",
    )
    .join("");
  const bad = buckets
    .map((bucket, index) => (bucket.bad ? line(index, 44, 44 - Math.max(4, tall(bucket.bad))) : ""))
    .join("");
  const width = (step * 0.64).toFixed(1);
  return html`<svg viewBox="0 0 672 ${height}" preserveAspectRatio="none" fill="none" role="img" aria-label=${label}>
    ${svg`<path d=${good} stroke="var(--chart-measured)" stroke-width=${width} stroke-opacity=".75"></path><path d=${bad} stroke="var(--chart-bad)" stroke-width=${width}></path>`}
    <path d="M0 45.5h672" stroke="var(--line-strong)" vector-effect="non-scaling-stroke"></path></svg>`;
}
