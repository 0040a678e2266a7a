import { html, type TemplateResult } from "lit";
import { exactTime } from "./clock.ts";
import { defineElement } from "./define-element.ts";
import { durationWords } from "./duration-words.ts";
import { LightElement } from "./light-element.ts";

const watchers = new Set<RelativeTime>();
let ticking: ReturnType<typeof setInterval> | undefined;

function watch(element: RelativeTime): void {
  watchers.add(element);
  ticking ??= setInterval(() => {
    for (const each of watchers) each.requestUpdate();
  }, 1000);
}

function unwatch(element: RelativeTime): void {
  watchers.delete(element);
  if (watchers.size > 0) return;
  clearInterval(ticking);
  ticking = undefined;
}

/** How the age is worded: `ago` (9 s ago), `old` (3 d old), `bare` (21 s), `until` (in 51 min). */
export type AgeWording = "ago" | "old" | "bare" | "until";

/** Time relative to now; the exact time in the reader's zone on hover. One shared clock ticks for all. */
export class RelativeTime extends LightElement {
  static override properties = { at: {}, wording: {} };
  declare at: string;
  declare wording: AgeWording;

  constructor() {
    super();
    this.at = "";
    this.wording = "ago";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watch(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unwatch(this);
  }

  override render(): TemplateResult {
    const passed = Date.now() - new Date(this.at).getTime();
    const words = durationWords(Math.abs(passed));
    const said = {
      ago: passed < 0 ? `in ${words}` : `${words} ago`,
      old: `${words} old`,
      bare: words,
      until: passed < 0 ? `in ${words}` : `${words} ago`,
    };
    return html`<time datetime=${this.at} title=${exactTime(this.at)}>${said[this.wording]}</time>`;
  }
}

defineElement("plb-time", RelativeTime);

/** The element as a template, or a word when there is no moment. */
export function timeAgo(at: string | null | undefined, wording: AgeWording = "ago", never = "never"): TemplateResult {
  return at ? html`<plb-time .at=${at} .wording=${wording}></plb-time>` : html`<span>${never}</span>`;
}
