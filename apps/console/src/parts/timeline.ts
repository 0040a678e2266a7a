import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dayOf, exactTime } from "./clock.ts";
import { type IconName, icon } from "./icon.ts";
import { type MarkState, mark } from "./mark.ts";

export interface TimelineEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  /** A state when the entry is one, else the sign of its kind. */
  state?: MarkState;
  icon?: IconName;
  title: unknown;
  detail?: unknown;
  /** Further content under the two lines: a diff, a message. */
  more?: unknown;
  /** Arrived while the reader watched: its ground fades once. */
  fresh?: boolean;
}

const node = (entry: TimelineEntry): TemplateResult =>
  html`<span class="node">${entry.state ? mark(entry.state) : icon(entry.icon ?? "log")}</span>`;

/** The one element for every history: audit, deliveries, signals, incidents, revisions. Newest first. */
export function timeline(label: string, entries: readonly TimelineEntry[]): TemplateResult {
  let day = dayOf(new Date().toISOString());
  return html`<ol class="time" aria-label=${label}>${repeat(
    entries,
    (entry) => entry.id,
    (entry) => {
      const ownDay = dayOf(entry.at);
      const heading = ownDay === day ? nothing : html`<li class="day">${ownDay}</li>`;
      day = ownDay;
      return html`${heading}<li class=${entry.fresh ? "arrived" : ""} data-item>
        <time datetime=${entry.at} title=${exactTime(entry.at)}>${exactTime(entry.at, "time")}</time>${node(entry)}
        <div><p>${entry.title}</p>${entry.detail ? html`<p>${entry.detail}</p>` : nothing}${entry.more ?? nothing}</div>
      </li>`;
    },
  )}</ol>`;
}
