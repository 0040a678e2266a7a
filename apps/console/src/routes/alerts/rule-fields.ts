import { html, nothing, type TemplateResult } from "lit";
import { field, selectField } from "../../parts/field.ts";
import { icon } from "../../parts/icon.ts";
import type { RuleDraft, WhereDraft } from "./rule-draft.ts";
import type { RuleVocabularyQuery } from "./rules.gen.ts";

/** What the fields of a rule are drawn from. */
export interface RuleFields {
  draft: RuleDraft;
  vocabulary: RuleVocabularyQuery;
  errorOf: (path: string) => string | undefined;
  change: (change: Partial<RuleDraft>) => void;
}

const kinds = [
  { value: "event", label: "Events: enough of them within a span" },
  { value: "absence", label: "Absence: none for too long" },
  { value: "threshold", label: "Threshold: a measured value beyond a limit" },
  { value: "rate", label: "Rate: it grows or falls too fast" },
  { value: "change", label: "Change: it differs from the window before" },
];

const operators = ["eq", "ne", "in", "notIn", "contains", "startsWith", "gt", "gte", "lt", "lte", "exists"];

/** What a rule watches, for each kind its own fields. */
export function conditionFields(fields: RuleFields): TemplateResult {
  const { draft, change, vocabulary } = fields;
  const dimensions = vocabulary.alertSeries.find(({ name }) => name === draft.series)?.dimensions ?? [];
  const measured = draft.kind !== "event" && draft.kind !== "absence";
  return html`${selectField({ name: "kind", label: "What it watches", value: draft.kind, options: kinds, onChange: (kind) => change({ kind: kind as RuleDraft["kind"] }) })}
    ${measured ? seriesFields(fields) : eventFields(fields)}
    ${field({ name: "groupBy", label: "One alert for each", value: draft.groupBy, mono: true, placeholder: measured ? "provider" : "data.provider, tenantId", error: groupError(fields), hint: measured ? `Dimensions of the series (${dimensions.map(({ name }) => name).join(", ") || "it has none"}), with commas between. Empty: one alert for all.` : "Paths in the event, with commas between. Empty: one alert for all.", onInput: (groupBy) => change({ groupBy }) })}`;
}

function groupError({ errorOf }: RuleFields): string | undefined {
  return ["", ".0", ".1", ".2", ".3", ".4"].map((at) => errorOf(`definition.groupBy${at}`)).find(Boolean);
}

function eventFields(fields: RuleFields): TemplateResult {
  const { draft, change, errorOf } = fields;
  const number = (name: keyof RuleDraft & string, label: string, path: string) =>
    field({
      name,
      label,
      type: "number",
      inputmode: "decimal",
      value: String(draft[name]),
      error: errorOf(`definition.condition.${path}`),
      onInput: (value) => change({ [name]: value }),
    });
  return html`${typeFields(fields)}${whereFields(fields)}
    <div class="fields-row">${
      draft.kind === "event"
        ? html`${number("atLeast", "At least, events", "atLeast")}${number("withinMinutes", "Within, minutes", "withinSeconds")}${number("resolveMinutes", "Over after, quiet minutes", "resolveAfterSeconds")}`
        : number("forMinutes", "None for, minutes", "forSeconds")
    }</div>`;
}

function typeFields({ draft, vocabulary, change, errorOf }: RuleFields): TemplateResult {
  const options = vocabulary.eventTypes.map(({ type }) => ({ value: type, label: type }));
  const set = (index: number, type: string) =>
    change({ types: draft.types.map((each, n) => (n === index ? type : each)) });
  const about = vocabulary.eventTypes.find(({ type }) => type === draft.types[0])?.description;
  return html`${draft.types.map((type, index) => selectField({ name: `type-${index}`, label: index === 0 ? "Event" : "Or", value: type, options, error: errorOf(`definition.condition.types.${index}`), hint: index === 0 && about ? plain(about) : undefined, onChange: (value) => set(index, value) }))}
    <p class="row">${draft.types.length < 20 ? html`<button class="btn small" type="button" @click=${() => change({ types: [...draft.types, "signal.received"] })}>${icon("plus")}Or another event</button>` : nothing}
    ${draft.types.length > 1 ? html`<button class="btn small" type="button" @click=${() => change({ types: draft.types.slice(0, -1) })}>Leave the last out</button>` : nothing}</p>`;
}

function whereFields({ draft, change, errorOf }: RuleFields): TemplateResult {
  const set = (index: number, part: Partial<WhereDraft>) =>
    change({ where: draft.where.map((each, n) => (n === index ? { ...each, ...part } : each)) });
  const row = (each: WhereDraft, n: number) => {
    const at = `definition.condition.where.${n}`;
    return html`<div class="where-row">
      ${field({ name: `path-${n}`, label: "Where", value: each.path, mono: true, placeholder: "data.provider", error: errorOf(`${at}.path`), onInput: (path) => set(n, { path }) })}
      ${selectField({ name: `op-${n}`, label: "is", value: each.op, options: operators.map((value) => ({ value, label: value })), onChange: (op) => set(n, { op }) })}
      ${field({ name: `value-${n}`, label: "Value", value: each.value, mono: true, error: errorOf(`${at}.value`) ?? [0, 1, 2, 3].map((m) => errorOf(`${at}.value.${m}`)).find(Boolean), onInput: (value) => set(n, { value }) })}
      <button class="btn icon" type="button" aria-label="Take this comparison out" @click=${() => change({ where: draft.where.filter((_, m) => m !== n) })}>${icon("close")}</button>
    </div>`;
  };
  return html`${draft.where.map(row)}<p class="row"><button class="btn small" type="button" @click=${() => change({ where: [...draft.where, { path: "data.provider", op: "eq", value: "" }] })}>${icon("plus")}Narrow it down</button></p>
    ${draft.where.length > 0 ? html`<p class="hint">Several values of in and notIn stand with commas between. A number, true and false are what they look like; in quotes they are text.</p>` : nothing}`;
}

function seriesFields(fields: RuleFields): TemplateResult {
  const { draft, vocabulary, change, errorOf } = fields;
  const series = vocabulary.alertSeries.find(({ name }) => name === draft.series);
  const text = (name: keyof RuleDraft & string, label: string, path: string, hint?: string) =>
    field({
      name,
      label,
      type: "number",
      inputmode: "decimal",
      value: String(draft[name]),
      error: errorOf(`definition.condition.${path}`),
      hint,
      onInput: (value) => change({ [name]: value }),
    });
  const choice = (name: "aggregation" | "comparator", label: string, options: { value: string; label: string }[]) =>
    selectField({ name, label, value: draft[name], options, onChange: (value) => change({ [name]: value }) });
  return html`${selectField({ name: "series", label: "Series", value: draft.series, options: vocabulary.alertSeries.map(({ name }) => ({ value: name, label: name })), error: errorOf("definition.condition.series"), hint: series?.description, onChange: (value) => change({ series: value, filter: {} }) })}
    ${series?.dimensions.map(({ name, description }) => field({ name: `filter-${name}`, label: `Only ${name}`, value: draft.filter[name] ?? "", mono: true, error: errorOf(`definition.condition.filter.${name}`), placeholder: "any", hint: plain(description), onInput: (value) => change({ filter: { ...draft.filter, [name]: value } }) }))}
    <div class="fields-row">${choice(
      "aggregation",
      "Of a window, the",
      ["avg", "sum", "min", "max", "last"].map((value) => ({ value, label: value })),
    )}${text("windowMinutes", "Window, minutes", "windowSeconds")}</div>
    <div class="fields-row">${choice("comparator", "Is", [
      { value: "gt", label: "above" },
      { value: "gte", label: "at or above" },
      { value: "lt", label: "below" },
      { value: "lte", label: "at or below" },
    ])}${unitFields(fields)}${text("limit", `Limit, ${limitUnit(draft, series?.unit ?? "")}`, "limit")}${text("clearLimit", "Over when back past", "clearLimit", "Empty: the limit itself.")}${text("forMinutes", "For, minutes", "forSeconds")}</div>`;
}

const times = [
  { value: "1", label: "second" },
  { value: "60", label: "minute" },
  { value: "3600", label: "hour" },
];

/** What only a rate or only a change has. */
function unitFields({ draft, change, errorOf }: RuleFields): TemplateResult | typeof nothing {
  if (draft.kind === "rate")
    return selectField({
      name: "perSeconds",
      label: "By the",
      value: draft.perSeconds,
      options: times,
      error: errorOf("definition.condition.perSeconds"),
      onChange: (perSeconds) => change({ perSeconds }),
    });
  if (draft.kind !== "change") return nothing;
  return selectField({
    name: "unit",
    label: "Difference in",
    value: draft.unit,
    options: [
      { value: "percent", label: "percent of the window before" },
      { value: "absolute", label: "the unit of the series" },
    ],
    error: errorOf("definition.condition.unit"),
    onChange: (unit) => change({ unit }),
  });
}

function limitUnit(draft: RuleDraft, unit: string): string {
  if (draft.kind === "change" && draft.unit === "percent") return "percent";
  if (draft.kind !== "rate") return unit;
  return `${unit} per ${times.find(({ value }) => value === draft.perSeconds)?.label ?? "minute"}`;
}

/** The API's descriptions mark code by backticks; here they stand in running text. */
function plain(description: string): string {
  return description.replaceAll("`", "");
}
