import type { FlagList, FlagPrerequisite, FlagSchedule } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";

const lines = (event: Event): string[] =>
  (event.target as HTMLTextAreaElement).value
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Who is on a list: users and tenants, one a line. An empty list is none. */
export function listFields(
  label: string,
  list: FlagList | null,
  change: (list: FlagList | null) => void,
): TemplateResult {
  const set = (part: FlagList): void => {
    const next = { ...list, ...part };
    const kept = Object.fromEntries(Object.entries(next).filter(([, keys]) => (keys as string[]).length > 0));
    change(Object.keys(kept).length > 0 ? kept : null);
  };
  return html`<fieldset class="flag-list"><legend>${label}</legend><div class="fields-row">
    <label><span>Users, one a line</span><textarea class="textarea mono" rows="3" .value=${(list?.users ?? []).join("\n")} @change=${(event: Event) => set({ users: lines(event) })}></textarea></label>
    <label><span>Tenants, one a line</span><textarea class="textarea mono" rows="3" .value=${(list?.tenants ?? []).join("\n")} @change=${(event: Event) => set({ tenants: lines(event) })}></textarea></label></div></fieldset>`;
}

/** A moment as the browser's field wants it: local, without a zone. */
function local(iso: string | undefined): string {
  if (!iso) return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The window of time in which the flag serves; outside of it everybody gets the default. */
export function scheduleFields(
  schedule: FlagSchedule | null,
  change: (schedule: FlagSchedule | null) => void,
): TemplateResult {
  const set = (name: "from" | "until") => (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const next: FlagSchedule = { ...schedule };
    if (value) next[name] = new Date(value).toISOString();
    else delete next[name];
    change(Object.keys(next).length > 0 ? next : null);
  };
  return html`<fieldset class="flag-list"><legend>Window of time</legend><div class="fields-row">
    <label><span>From</span><input class="input" type="datetime-local" .value=${local(schedule?.from)} @change=${set("from")}></label>
    <label><span>Until</span><input class="input" type="datetime-local" .value=${local(schedule?.until)} @change=${set("until")}></label></div></fieldset>`;
}

export interface PrerequisiteFields {
  prerequisites: readonly FlagPrerequisite[];
  /** Keys of flags that may be named. */
  flags: readonly string[];
  errorAt: (index: number) => string | undefined;
  change: (prerequisites: FlagPrerequisite[]) => void;
}

/** Other flags that must answer certain variants first. */
export function prerequisiteFields({ prerequisites, flags, errorAt, change }: PrerequisiteFields): TemplateResult {
  const set = (index: number, part: Partial<FlagPrerequisite>): void =>
    change(prerequisites.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const [first] = flags;
  return html`<fieldset class="flag-list"><legend>Prerequisites</legend>${prerequisites.map((each, index) => {
    const error = errorAt(index);
    return html`<div class="condition"><select class="select" aria-label="Flag" @change=${(event: Event) => set(index, { flag: (event.target as HTMLSelectElement).value })}>${(flags.includes(each.flag) ? flags : [each.flag, ...flags]).map((key) => html`<option ?selected=${key === each.flag}>${key}</option>`)}</select><span>answers</span><input class="input mono grow" aria-label="Variants" .value=${each.variants.join(", ")} @change=${(event: Event) => set(index, { variants: lines(event) })}><button class="btn small icon-only" type="button" aria-label="Remove prerequisite ${index + 1}" @click=${() => change(prerequisites.filter((_, at) => at !== index))}>${icon("close")}</button>${error ? html`<p class="error">${error}</p>` : nothing}</div>`;
  })}${first ? html`<button class="btn small" type="button" @click=${() => change([...prerequisites, { flag: first, variants: ["on"] }])}>Add a prerequisite</button>` : nothing}</fieldset>`;
}
