import { html, nothing, svg, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { cssVars } from "../../parts/css-vars.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { countOf } from "../logs/error-words.ts";
import type { ErrorBar } from "./error-bars.ts";
import { type PlacedMoment, placeMoments } from "./place-moments.ts";

/** Something that was said of the incident, on its time axis. */
export interface ChartMoment {
  /** In milliseconds. */
  at: number;
  label: string;
  state: MarkState;
}

export interface ErrorsChart {
  bars: readonly ErrorBar[];
  /** Milliseconds of a bar. */
  step: number;
  moments: readonly ChartMoment[];
  /** Since when no error may come and none came, and what is known of that. */
  quiet: ChartMoment | undefined;
  /** Width of the time axis on the screen, in pixels, as far as it is known. */
  axis: number;
}

const width = 1000;
const height = 140;
const ticks = 5;

/** Errors over time as bars, with what was said of the incident above them, and the ground line of the time that has to stay quiet. */
export function errorsChart({ bars, step, moments, quiet, axis }: ErrorsChart): TemplateResult {
  const [from, to] = [bars[0]?.at ?? 0, (bars.at(-1)?.at ?? 0) + step];
  const most = niceTop(Math.max(1, ...bars.map(({ count }) => count)));
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)));
  const thick = (width / Math.max(1, bars.length)) * 0.72;
  const path = bars
    .filter(({ count }) => count > 0)
    .map(({ at, count }) => {
      const x = (share(at + step / 2) * width).toFixed(1);
      return `M${x} ${height}V${(height - Math.max(2, (count / most) * height)).toFixed(1)}`;
    })
    .join("");
  const shown = moments.filter(({ at }) => at >= from && at <= to);
  const places = placeMoments(
    shown.map(({ at, label }) => ({ label, share: share(at) })),
    axis,
  );
  const levels = [1, 0.5].filter((level) => Number.isInteger(most * level));
  const edges = Array.from({ length: ticks }, (_, n) => from + ((to - from) * n) / (ticks - 1));
  return html`<div class="errors-chart"><div class="plot" role="img" aria-label=${wordsOf(bars, step)}>
      <div class="moments" aria-hidden="true">${shown.map((moment, n) => momentAt(moment, share(moment.at), places[n]))}</div>
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" fill="none" aria-hidden="true">${svg`
        ${levels.map((level) => svg`<path d="M0 ${height - level * height}H${width}" stroke="var(--chart-grid)" vector-effect="non-scaling-stroke"></path>`)}
        <path d="M0 ${height}H${width}" stroke="var(--line-strong)" vector-effect="non-scaling-stroke"></path>
        ${shown.map(({ at, state }) => svg`<path d="M${share(at) * width} 0V${height}" stroke=${`var(--${colours[state] ?? "line-control"})`} stroke-opacity=".55" vector-effect="non-scaling-stroke"></path>`)}
        <path d=${path} stroke="var(--chart-bad)" stroke-width=${thick.toFixed(1)}></path>
        ${quiet ? svg`<path d="M${share(quiet.at) * width} ${height}H${width}" stroke=${`var(--${colours[quiet.state] ?? "claimed"})`} stroke-width="3" stroke-dasharray=${quiet.state === "claimed" ? "5 4" : nothing} vector-effect="non-scaling-stroke"></path>` : nothing}`}</svg>
      <div class="levels" aria-hidden="true">${levels.map((level) => html`<span ${cssVars({ "--y": (1 - level) * 100 })}>${(most * level).toLocaleString("en")}</span>`)}<span ${cssVars({ "--y": 100 })}>0</span></div>
    </div><p class="ends" aria-hidden="true">${edges.map((at) => html`<span>${exactTime(new Date(at).toISOString(), to - from > 36 * 3_600_000 ? "short" : "minute")}</span>`)}</p></div>`;
}

const colours: Partial<Record<MarkState, string>> = {
  proven: "proven",
  broken: "broken",
  degraded: "degraded",
  claimed: "claimed",
};

/** The sign says its words and its time to the pointer too. */
function momentAt({ at, label, state }: ChartMoment, share: number, place: PlacedMoment | undefined): TemplateResult {
  const when = `${label} ${exactTime(new Date(at).toISOString())}`;
  const vars = cssVars({ "--at": share * 100, "--nudge": place?.nudge ?? 0 });
  return html`<span class=${place?.side ?? ""} title=${when} ${vars}>${mark(state, "")}${place?.words ? html`<b>${place.words}</b>` : nothing}</span>`;
}

/** A top for the axis that halves well. */
function niceTop(most: number): number {
  if (most <= 2) return 2;
  const scale = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 6, 10].find((each) => each * scale >= most) ?? 10) * scale;
}

function wordsOf(bars: readonly ErrorBar[], step: number): string {
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const newest = bars.findLast(({ count }) => count > 0);
  const begin = exactTime(new Date(bars[0]?.at ?? 0).toISOString(), "minute");
  const end = newest ? `, the newest before ${exactTime(new Date(newest.at + step).toISOString(), "minute")}` : "";
  return `${countOf(total, "error")} since ${begin}${end}.`;
}
