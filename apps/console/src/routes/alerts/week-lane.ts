import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import { cssVars } from "../../parts/css-vars.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import type { OnCallSchedulesQuery } from "./on-call.gen.ts";
import { hourAt, placeIn, type Week } from "./week.ts";

type Shift = NonNullable<OnCallSchedulesQuery["workspace"]>["onCallSchedules"]["nodes"][number]["shifts"][number];

function hueOf(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}

/**
 * A week of one schedule as a lane: each shift a block, gaps in red. Drawing over it picks the span of an override.
 * @event plb-span-drawn The span that was drawn: `{from: Date, to: Date}`.
 */
export class WeekLane extends LightElement {
  static override properties = {
    week: { attribute: false },
    shifts: { attribute: false },
    label: {},
    drawable: { type: Boolean },
    drawn: { state: true },
  };
  declare week: Week | undefined;
  declare shifts: readonly Shift[];
  /** What assistive technology says for the lane. */
  declare label: string;
  declare drawable: boolean;
  /** Ends of what is being drawn, from 0 to 1. */
  declare drawn: [number, number] | undefined;

  constructor() {
    super();
    this.week = undefined;
    this.shifts = [];
    this.label = "";
    this.drawable = false;
    this.drawn = undefined;
  }

  #placeOf(event: PointerEvent): number {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  }

  #begin(event: PointerEvent): void {
    // On touch the lane scrolls; the button beside it opens the same form.
    if (!this.drawable || event.button !== 0 || event.pointerType === "touch") return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.drawn = [this.#placeOf(event), this.#placeOf(event)];
  }

  #go(event: PointerEvent): void {
    if (this.drawn) this.drawn = [this.drawn[0], this.#placeOf(event)];
  }

  #end(): void {
    const { drawn, week } = this;
    this.drawn = undefined;
    if (!drawn || !week) return;
    const [from, to] = drawn.toSorted((a, b) => a - b).map((place) => hourAt(week, place));
    if (!from || !to || to.getTime() - from.getTime() < 3_600_000) return;
    this.dispatchEvent(new CustomEvent("plb-span-drawn", { detail: { from, to }, bubbles: true }));
  }

  #shift(each: Shift, week: Week): TemplateResult {
    const who = each.isGap ? "Nobody" : (each.user?.name ?? "Somebody who left");
    const via = each.overrideId ? ", by an override" : each.layer ? `, ${each.layer}` : "";
    const said = `${who} from ${exactTime(each.from)} to ${exactTime(each.to)}${via}`;
    const hue = hueOf(who);
    const vars = {
      "--from": placeIn(week, each.from),
      "--to": placeIn(week, each.to),
      "--av": `light-dark(oklch(0.92 0.04 ${hue}), oklch(0.34 0.05 ${hue}))`,
    };
    return html`<div class="shift ${each.isGap || !each.user ? "gap" : ""} ${each.overrideId ? "override" : ""}" role="listitem" title=${said} aria-label=${said} ${cssVars(vars)}>${who}</div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { week, drawn } = this;
    if (!week) return nothing;
    const now = Date.now();
    const [from, to] = (drawn ?? [0, 0]).toSorted((a, b) => a - b);
    return html`<div class="week-lane" role="list" aria-label=${this.label} @pointerdown=${this.#begin} @pointermove=${this.#go} @pointerup=${this.#end}>
      ${this.shifts.map((each) => this.#shift(each, week))}
      ${now > week.from.getTime() && now < week.to.getTime() ? html`<span class="week-now" aria-hidden="true" ${cssVars({ "--at": placeIn(week, now) })}></span>` : nothing}
      ${drawn ? html`<span class="drawn" aria-hidden="true" ${cssVars({ "--from": from ?? 0, "--to": to ?? 0 })}></span>` : nothing}</div>`;
  }
}

defineElement("plb-week-lane", WeekLane);
