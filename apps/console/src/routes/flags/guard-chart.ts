import { html, nothing, svg, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { cssVars } from "../../parts/css-vars.ts";
import type { GuardChartQuery } from "./rollouts.gen.ts";

type Rule = Extract<NonNullable<GuardChartQuery["node"]>, { __typename: "AlertRule" }>;
export type Chart = Rule["chart"];

/** Something that happened to the rollout while the guard looked. */
export interface ChartMark {
  at: string;
  label: string;
  /** Whether it was taken back there. */
  bad: boolean;
}

const width = 400;
const height = 104;
let made = 0;

/** What a guard looks at, with its limit: above the limit the line is red and its ground filled. Steps of the rollout stand as marks. */
export function guardChart(chart: Chart, marks: readonly ChartMark[]): TemplateResult {
  const id = `guard-${++made}`;
  const { x, y, most, least } = scalesOf(chart);
  const { limit, unit, breachedBelow } = chart;
  const shown = marks.filter(({ at }) => at >= chart.from && at <= chart.to);
  const at = limit === null ? null : y(limit);
  const line = runsOf(chart).map((run) => run.map(([time, value]) => `${x(time).toFixed(1)} ${y(value).toFixed(1)}`));
  const path = line.map((run) => `M${run.join("L")}`).join("");
  const ground = runsOf(chart).map(
    (run, index) => `M${x(run[0]?.[0] ?? 0)} ${at}L${line[index]?.join("L")}L${x(run.at(-1)?.[0] ?? 0)} ${at}Z`,
  );
  const bad = at === null ? nothing : breached({ id, path, ground: ground.join(""), at, breachedBelow });
  const place = (time: string): Record<string, number> => ({ "--at": (x(Date.parse(time)) / width) * 100 });
  const level = (value: number): Record<string, number> => ({ "--y": (y(value) / height) * 100 });
  return html`<div class="guard-chart"><div class="plot" role="img" aria-label=${wordsOf(chart)}>
      <div class="marks">${apart(shown, (mark) => x(Date.parse(mark.at)) / width).map((mark) => html`<b class=${mark.bad ? "bad" : ""} ${cssVars(place(mark.at))}>${mark.label}</b>`)}</div>
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" fill="none">
        ${svg`<path d="M0 ${y(most)}H${width}" stroke="var(--chart-grid)" vector-effect="non-scaling-stroke"></path>
        <path d="M0 ${y(0)}H${width}" stroke="var(--line-strong)" vector-effect="non-scaling-stroke"></path>
        ${shown.map((mark) => svg`<path d="M${x(Date.parse(mark.at))} 0V${height}" stroke=${mark.bad ? "var(--broken)" : "var(--accent)"} stroke-opacity=".6" vector-effect="non-scaling-stroke"></path>`)}
        <path d=${path} stroke="var(--chart-measured)" stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke"></path>
        ${bad}`}</svg>
      <div class="levels"><span ${cssVars(level(most))}>${short(most)}</span>${limit === null ? nothing : html`<span class="limit" ${cssVars(level(limit))}>${short(limit)}</span>`}${least < 0 ? html`<span ${cssVars(level(least))}>${short(least)}</span>` : nothing}${limit === 0 ? nothing : html`<span ${cssVars(level(0))}>0</span>`}</div>
    </div><p class="ends"><span>${exactTime(chart.from, "minute")}</span><span>${unit}</span><span>${exactTime(chart.to, "minute")}</span></p></div>`;
}

/** Marks whose words do not lie on each other: of two that are close the later one is named. */
function apart(marks: readonly ChartMark[], place: (mark: ChartMark) => number): ChartMark[] {
  return marks.filter((mark, index) => {
    const next = marks[index + 1];
    return !next || place(next) - place(mark) > 0.2;
  });
}

const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString("en");

function scalesOf({ points, limit, from, to }: Chart) {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const values = [...points.map(({ value }) => value ?? 0), (limit ?? 0) * 1.5];
  const most = Math.max(...values) || 1;
  const least = Math.min(0, ...values);
  return {
    most,
    least,
    x: (time: number) => ((time - start) / (end - start)) * width,
    y: (value: number) => height - 1 - ((value - least) / (most - least)) * (height - 8),
  };
}

/** Stretches of points without a gap: no line goes across what was not measured. */
function runsOf({ points }: Chart): [number, number][][] {
  const runs: [number, number][][] = [];
  let open: [number, number][] | undefined;
  for (const { at, value } of points) {
    if (value === null) open = undefined;
    else if (open) open.push([Date.parse(at), value]);
    else {
      open = [[Date.parse(at), value]];
      runs.push(open);
    }
  }
  return runs;
}

interface Breach {
  id: string;
  path: string;
  ground: string;
  /** Height of the limit. */
  at: number;
  breachedBelow: boolean;
}

function breached({ id, path, ground, at, breachedBelow }: Breach): TemplateResult {
  const box = breachedBelow ? { y: at, height: height - at } : { y: 0, height: at };
  return svg`<clipPath id=${id}><rect x="0" y=${box.y} width=${width} height=${box.height}></rect></clipPath>
    <path d=${ground} fill="var(--chart-breach)" clip-path="url(#${id})"></path>
    <path d="M0 ${at}H${width}" stroke="var(--chart-bad)" stroke-opacity=".55" vector-effect="non-scaling-stroke"></path>
    <path d=${path} stroke="var(--chart-bad)" stroke-width="2" stroke-linejoin="round" clip-path="url(#${id})" vector-effect="non-scaling-stroke"></path>` as TemplateResult;
}

/** Since when every value has been in breach; null when the newest is not. @param atLimit whether the limit itself is one */
export function breachedSince({ points, limit, breachedBelow }: Chart, atLimit: boolean): string | null {
  let since: string | null = null;
  for (const { at, value } of points) {
    if (value === null || limit === null) continue;
    const beyond = breachedBelow ? value < limit : value > limit;
    if (!beyond && !(atLimit && value === limit)) since = null;
    else since ??= at;
  }
  return since;
}

function wordsOf(chart: Chart): string {
  const measured = chart.points.filter(({ value }) => value !== null);
  const last = measured.at(-1)?.value ?? null;
  const span = `${exactTime(chart.from, "minute")} to ${exactTime(chart.to, "minute")}`;
  if (last === null) return `Nothing was measured from ${span}.`;
  const limit = chart.limit === null ? "" : `, limit ${short(chart.limit)}`;
  return `${chart.unit} from ${span}: now ${short(last)}${limit}.`;
}
