import type { AttributeCondition, Condition, Operator, SegmentCondition } from "@plumbline/sdk/flags";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";
import { operatorWords } from "./condition-words.ts";

/** Operators that somebody chooses; what an import made stays and cannot be chosen anew. */
const choosable: readonly Operator[] = (Object.keys(operatorWords) as Operator[]).filter(
  (operator) => operator !== "hashed",
);

export interface ConditionFields {
  conditions: readonly Condition[];
  /** Keys of the segments that may be named; left out where a segment's own conditions are written. */
  segments?: readonly string[];
  /** What is wrong with a condition, by its place. */
  errorAt: (index: number) => string | undefined;
  change: (conditions: Condition[]) => void;
}

/** Values as they are typed: separated by commas; a number stays a number for `lt` and its like. */
function valuesOf(text: string, operator: Operator): (string | number)[] {
  const parts = operator === "regex" ? [text] : text.split(",").map((part) => part.trim());
  const numeric = operator === "lt" || operator === "lte" || operator === "gt" || operator === "gte";
  return parts
    .filter((part) => part !== "")
    .map((part) => (numeric && part !== "" && !Number.isNaN(Number(part)) ? Number(part) : part));
}

function attributeFields(
  condition: AttributeCondition,
  set: (change: Partial<AttributeCondition>) => void,
): TemplateResult {
  const { attribute, operator, values = [], negate = false } = condition;
  const typed = (event: Event): string => (event.target as HTMLInputElement).value;
  const options: readonly Operator[] = choosable.includes(operator) ? choosable : [...choosable, operator];
  const choice = `${negate ? "!" : ""}${operator}`;
  return html`<input class="input mono" aria-label="Attribute" placeholder="country" list="flag-attributes" .value=${attribute} @change=${(event: Event) => set({ attribute: typed(event).trim() })}>
    <select class="select" aria-label="Comparison" @change=${(event: Event) => {
      const chosen = typed(event);
      const turned = chosen.startsWith("!");
      const next = (turned ? chosen.slice(1) : chosen) as Operator;
      set({ operator: next, negate: turned, values: next === "exists" ? [] : valuesOf(values.join(","), next) });
    }}>${options.map((each) => html`<option value=${each} ?selected=${choice === each}>${operatorWords[each][0]}</option><option value=${`!${each}`} ?selected=${choice === `!${each}`}>${operatorWords[each][1]}</option>`)}</select>
    ${operator === "exists" ? nothing : html`<input class="input mono grow" aria-label="Values" placeholder="DE, AT" .value=${values.join(", ")} @change=${(event: Event) => set({ values: valuesOf(typed(event), operator) })}>`}`;
}

function segmentFields(
  { segment, negate = false }: SegmentCondition,
  segments: readonly string[],
  set: (change: Partial<SegmentCondition>) => void,
): TemplateResult {
  const known = segments.includes(segment) ? segments : [segment, ...segments];
  return html`<select class="select" aria-label="Inside or outside" @change=${(event: Event) => set({ negate: (event.target as HTMLSelectElement).value === "out" })}><option value="in" ?selected=${!negate}>in segment</option><option value="out" ?selected=${negate}>outside segment</option></select>
    <select class="select grow" aria-label="Segment" @change=${(event: Event) => set({ segment: (event.target as HTMLSelectElement).value })}>${known.map((key) => html`<option value=${key} ?selected=${key === segment}>${key}</option>`)}</select>`;
}

/** Conditions that must all hold, one a line, with what is wrong at its line. */
export function conditionFields({ conditions, segments, errorAt, change }: ConditionFields): TemplateResult {
  const set = (index: number, next: Condition): void =>
    change(conditions.map((each, at) => (at === index ? next : each)));
  const lines = conditions.map((condition, index) => {
    const fields =
      "segment" in condition
        ? segmentFields(condition, segments ?? [], (part) => set(index, { ...condition, ...part }))
        : attributeFields(condition, (part) => set(index, { ...condition, ...part }));
    const error = errorAt(index);
    return html`<div class="condition" role="group" aria-label="Condition ${index + 1}">${fields}<button class="btn small icon-only" type="button" aria-label="Remove condition ${index + 1}" @click=${() => change(conditions.filter((_, at) => at !== index))}>${icon("close")}</button>${error ? html`<p class="error">${error}</p>` : nothing}</div>`;
  });
  const add = html`<button class="btn small" type="button" @click=${() => change([...conditions, { attribute: "", operator: "in", values: [] }])}>Add a condition</button>`;
  const [first] = segments ?? [];
  const addSegment = first
    ? html`<button class="btn small" type="button" @click=${() => change([...conditions, { segment: first }])}>Add a segment</button>`
    : nothing;
  return html`${lines}<div class="row">${add}${addSegment}</div>`;
}
