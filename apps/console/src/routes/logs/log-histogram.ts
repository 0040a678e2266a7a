import { html, type PropertyValues, type TemplateResult } from "lit";
import "../../parts/known-language.ts";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { exactTime, timeZone } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { barLayers, barSeries, barWords, type LogBar } from "./bar-series.ts";

const height = 96;

/**
 * Entries over time by level, drawn by uPlot. A stretch that is drawn over becomes the new span.
 * @event plb-span - a stretch was drawn over; `detail` is `{from, to}`, ISO 8601
 */
export class LogHistogram extends LightElement {
  static override properties = { bars: { attribute: false } };
  declare bars: readonly LogBar[];
  #plot: uPlot | null = null;
  #theme = matchMedia("(prefers-color-scheme: dark)");
  #sizes = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width > 0) this.#plot?.setSize({ width, height });
  });
  #themes = new MutationObserver(() => this.#renew());

  constructor() {
    super();
    this.bars = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#theme.addEventListener("change", this.#renew);
    this.#themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#theme.removeEventListener("change", this.#renew);
    this.#themes.disconnect();
    this.#sizes.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  /** Colours are resolved when they are drawn: a canvas knows no custom properties. */
  #renew = (): void => {
    this.#plot?.destroy();
    this.#plot = null;
    this.#draw();
  };

  #draw(): void {
    const box = this.querySelector<HTMLElement>(".log-bars");
    if (!box) return;
    const data = barSeries(this.bars) as uPlot.AlignedData;
    if (this.#plot) {
      this.#plot.setData(data);
      return;
    }
    this.#plot = new uPlot(this.#options(box), data, box);
    this.#sizes.observe(box);
  }

  #options(box: HTMLElement): uPlot.Options {
    const colour = resolver(box);
    const bars = uPlot.paths.bars?.({ size: [0.82, 40], align: 1 });
    const font = `11px ${getComputedStyle(box).fontFamily}`;
    const axis = { stroke: colour("--ink-3"), font, ticks: { show: false } };
    return {
      width: Math.max(200, Math.floor(box.clientWidth)),
      height,
      padding: [6, 0, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone()),
      scales: {
        // The last bar has a width too.
        x: { range: () => this.#reach() },
        y: { range: (_, _min, max) => [0, Math.max(1, max * 1.05)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 22,
          space: 80,
          values: (_, ticks, _axis, _space, step) => ticks.map((at) => tickWords(at, step)),
        },
        {
          ...axis,
          grid: { stroke: colour("--chart-grid"), width: 1 },
          size: 44,
          space: 34,
          values: (_, ticks) => ticks.map(shortCount),
        },
      ],
      series: [
        {},
        ...[...barLayers].reverse().map(({ name, colour: token }) => ({
          label: name,
          fill: colour(token),
          stroke: colour(token),
          width: 0,
          points: { show: false },
          ...(bars ? { paths: bars } : {}),
        })),
      ],
      hooks: { setSelect: [(plot) => this.#selected(plot)] },
    };
  }

  #reach(): [number, number] {
    const [first, last] = [this.bars[0], this.bars.at(-1)];
    return first && last ? [Date.parse(first.from) / 1000, Date.parse(last.to) / 1000] : [0, 1];
  }

  #selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 4) return;
    const at = (x: number): string => new Date(Math.round(plot.posToVal(x, "x") * 1000)).toISOString();
    const detail = { from: at(left), to: at(left + width) };
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.dispatchEvent(new CustomEvent("plb-span", { detail }));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("bars")) this.#draw();
  }

  override render(): TemplateResult {
    return html`<div class="log-bars" role="img" aria-label=${barWords(this.bars)}></div>`;
  }
}

/** A custom property as the canvas takes it. */
function resolver(box: HTMLElement): (token: string) => string {
  const probe = document.createElement("i");
  box.append(probe);
  const { style } = probe;
  const resolved = (token: string): string => {
    style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  queueMicrotask(() => probe.remove());
  return resolved;
}

/** A moment under the axis, as short as the step allows. */
function tickWords(seconds: number, step: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return step >= 86_400 ? exactTime(iso, "short") : exactTime(iso, step >= 60 ? "minute" : "time");
}

function shortCount(count: number): string {
  return count >= 1000
    ? `${(count / 1000).toLocaleString("en", { maximumFractionDigits: 1 })}k`
    : count.toLocaleString("en");
}

defineElement("plb-log-histogram", LogHistogram);
