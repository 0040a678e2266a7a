import { html, nothing, type TemplateResult } from "lit";
import { exactTime } from "../../parts/clock.ts";
import type { LogEntryDetailQuery } from "./logs.gen.ts";

type Entry = NonNullable<NonNullable<LogEntryDetailQuery["workspace"]>["logEntry"]>;
type Narrow = (field: string, value: string, exclude: boolean) => void;

/** Told in places of their own. */
const elsewhere = new Set(["exception.stacktrace"]);

/** The fields of an entry, its attributes and where it comes from; each value narrows the search. */
export function entryFields(entry: Entry, narrow: Narrow): TemplateResult {
  const own: [string, unknown][] = [
    ["service", entry.service],
    ["tenant", entry.tenant],
    ["env", entry.environment?.key],
    ["scope", entry.scope],
    ["event", entry.eventName],
    ["trace", entry.traceId],
    ["span", entry.spanId],
  ];
  const facts: [string, unknown][] = [
    ["severity", `${entry.severity}${entry.severityText ? `, sent as ${entry.severityText}` : ""}`],
    ["received", exactTime(entry.receivedAt)],
    ["nanoseconds", entry.timeUnixNano],
  ];
  return html`${list("Fields", own, narrow)}${list("Attributes", flatten(entry.attributes), narrow)}${list("Where it comes from", flatten(entry.resource), narrow)}${list("Times", facts)}`;
}

function list(title: string, fields: readonly [string, unknown][], narrow?: Narrow): TemplateResult | typeof nothing {
  const said = fields.filter(
    ([name, value]) => value !== null && value !== undefined && value !== "" && !elsewhere.has(name),
  );
  if (said.length === 0) return nothing;
  return html`<h3>${title}</h3><dl class="entry-fields">${said.map(([name, value]) => {
    const text = String(value);
    const steps = narrow
      ? html`<span class="steps"><button type="button" class="facet-not" title="Only this" aria-label="Only ${name} ${text}" @click=${() => narrow(name, text, false)}>+</button><button type="button" class="facet-not" title="Without this" aria-label="Without ${name} ${text}" @click=${() => narrow(name, text, true)}>−</button></span>`
      : nothing;
    return html`<dt>${name}</dt><dd><span>${text}</span>${steps}</dd>`;
  })}</dl>`;
}

/** Attributes within attributes by their whole names, as the search takes them. */
function flatten(value: unknown, prefix = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return prefix ? [[prefix, value]] : [];
  if (Array.isArray(value)) return [[prefix, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, each]) => flatten(each, prefix ? `${prefix}.${key}` : key));
}
