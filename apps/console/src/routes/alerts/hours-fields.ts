import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { timeZone } from "../../parts/clock.ts";
import { field, selectField } from "../../parts/field.ts";

/** Hours of the week: from one local time to another, on some days or on all. */
export interface Hours {
  /** ISO days on which they begin, 1 for Monday; empty for all. */
  days: number[];
  from: string;
  to: string;
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface HoursFields {
  /** Makes the fields' names unique in their form. */
  name: string;
  hours: Hours;
  /** Path of the hours in the API's input. */
  path: string;
  errorOf: (path: string) => string | undefined;
  change: (part: Partial<Hours>) => void;
}

/** Days and times in one row. */
export function hoursFields({ name, hours, path, errorOf, change }: HoursFields): TemplateResult {
  const toggle = (day: number, on: boolean) =>
    change({ days: on ? [...hours.days, day].sort() : hours.days.filter((each) => each !== day) });
  const time = (part: "from" | "to", label: string) =>
    field({
      name: `${name}-${part}`,
      label,
      type: "time",
      required: true,
      value: hours[part],
      error: errorOf(`${path}.${part}`),
      onInput: (value) => change({ [part]: value }),
    });
  return html`<div class="hours"><fieldset class="days"><legend>On</legend>${days.map((each, n) => html`<label class="check"><input type="checkbox" .checked=${live(hours.days.includes(n + 1))} @change=${(event: Event) => toggle(n + 1, (event.target as HTMLInputElement).checked)}> ${each}</label>`)}<span class="hint">${hours.days.length === 0 ? "every day" : ""}</span></fieldset>
    ${time("from", "From")}${time("to", "to")}</div>`;
}

/** A choice of all time zones that the browser knows, and the one that is set. */
export function timeZoneField(parts: {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}): TemplateResult {
  const zones = new Set([parts.value, timeZone(), "UTC", ...Intl.supportedValuesOf("timeZone")]);
  const options = [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
  return selectField({ name: "timeZone", label: "Time zone", options, ...parts });
}
