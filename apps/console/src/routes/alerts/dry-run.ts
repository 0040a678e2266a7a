import { html, nothing, svg, type TemplateResult } from "lit";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { mark } from "../../parts/mark.ts";
import { toldTimes } from "../../parts/told-times.ts";
import type { AlertRulePreviewQuery } from "./rules.gen.ts";

type Preview = NonNullable<AlertRulePreviewQuery["workspace"]>["alertRulePreview"];

const width = 960;
const height = 120;

/** What a rule would have done in the last 24 hours: the sentence, a chart with the firings as grounds, and each firing. */
export function dryRun(preview: Preview): TemplateResult {
  const legend = html`<p class="dry-legend"><span><i></i>${preview.unit}</span>${preview.limit === null ? nothing : html`<span><i class="limit"></i>limit ${preview.limit}</span>`}${preview.fired > 0 ? html`<span><i class="fired"></i>would have been open</span>` : nothing}</p>`;
  return html`<div class="dry-run"><p class="sentence">${sentence(preview)}</p>${chart(preview)}${legend}</div>${firings(preview)}`;
}

/** The API's sentence has UTC; the firings below stand in the reader's zone. */
function sentence({ fired, looked, sentence: told, notice }: Preview): string {
  if (fired === 0) return told;
  const times = fired === 1 ? "once" : `${fired} times`;
  return `Would have fired ${times} in the last 24 hours, over ${looked.toLocaleString("en")} measured or matching.${notice ? ` ${notice}` : ""}`;
}

function chart({ points, firings: fired, from, to, limit, unit }: Preview): TemplateResult {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const values = points.map(({ value }) => value ?? 0);
  const most = Math.max(1e-9, limit ?? 0, ...values);
  const least = Math.min(0, limit ?? 0, ...values);
  const x = (at: string): number => ((Date.parse(at) - start) / (end - start)) * width;
  const y = (value: number): number => height - 2 - ((value - least) / (most - least)) * (height - 12);
  const bands = fired.map((each) => {
    const left = Math.max(0, x(each.from));
    return svg`<rect x=${left} y="0" width=${Math.max(3, x(each.to ?? to) - left)} height=${height} fill="var(--chart-bad)" opacity=".22"></rect><path d="M${left} 0V${height}" stroke="var(--chart-bad)" stroke-width="2" vector-effect="non-scaling-stroke"></path>`;
  });
  const label = `${unit} of the last 24 hours, ${fired.length === 0 ? "never fired" : fired.length === 1 ? "fired once" : `fired ${fired.length} times`}`;
  return html`<svg class="dry-chart" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" fill="none" role="img" aria-label=${label}>
      ${bands}${line(points, x, y)}
      ${limit === null ? nothing : svg`<path d="M0 ${y(limit)}H${width}" stroke="var(--broken)" stroke-dasharray="4 3" vector-effect="non-scaling-stroke"></path>`}
      ${svg`<path d="M0 ${y(0)}H${width}" stroke="var(--line-strong)" vector-effect="non-scaling-stroke"></path>`}</svg>
    <p class="dry-axis"><span>${exactTime(from, "minute")}</span><span>highest ${Number(most.toPrecision(3))}</span><span>${exactTime(to, "minute")}</span></p>`;
}

/** Gaps stay gaps: no line goes across what was not measured. */
function line(points: Preview["points"], x: (at: string) => number, y: (value: number) => number): TemplateResult {
  let path = "";
  let drawing = false;
  for (const { at, value } of points) {
    if (value === null) drawing = false;
    else {
      path += `${drawing ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      drawing = true;
    }
  }
  return svg`<path d=${path} stroke="var(--chart-measured)" stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke"></path>`;
}

function firings({ firings: fired, fired: all }: Preview): TemplateResult | typeof nothing {
  if (fired.length === 0) return nothing;
  const shown = fired.slice(0, 8);
  return html`<ul class="claims">${shown.map(
    (
      each,
    ) => html`<li data-item>${mark("broken", "Would have fired")}<span class="what">${momentOf(each.from)} ${each.to ? html`to ${momentOf(each.to)}` : "and still open"}</span><span class="when">${each.count} ×</span>
      <p class="proof">${toldTimes(each.reason)} ${toldTimes(each.cause ?? "")} ${Object.entries(each.labels as Record<string, string>).map(([label, value]) => html`<span class="tag">${label}: ${value || "none"}</span> `)}</p></li>`,
  )}</ul>${all > shown.length ? html`<p class="pager">${all - shown.length} more</p>` : nothing}`;
}
